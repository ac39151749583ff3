"""The sample cases of a pack run as tests, and a report that people can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from balai.foundation.workdays import WorkCalendar

from .rules.description import Pack
from .rules.simulate import SampleResult, simulate

# Samples mean the same everywhere: a calendar of plain weeks, without anybody's days off.
PLAIN_CALENDAR = WorkCalendar()


@dataclass(frozen=True, slots=True)
class Trial:
    """The samples of the pack itself (`name` "") or of one of its variants."""

    name: str
    results: tuple[SampleResult, ...]

    @property
    def failed(self) -> list[SampleResult]:
        """The samples that came to something else than expected."""
        return [result for result in self.results if not result.passed]


def try_pack(pack: Pack, *, values: Mapping[str, Any] | None = None) -> Trial:
    """The pack's own samples, with the region's `values` where they are given; a sample's own values win."""
    results = [simulate(pack, sample, calendar=PLAIN_CALENDAR, values=values) for sample in pack.samples]
    return Trial("", tuple(results))


def try_all(pack: Pack) -> list[Trial]:
    """The pack's own samples and those of every variant."""
    variants = [
        Trial(
            variant.name,
            tuple(
                simulate(pack, sample, calendar=PLAIN_CALENDAR, values=variant.values)
                for sample in variant.samples
            ),
        )
        for variant in pack.variants.values()
    ]
    return [try_pack(pack), *variants]


def report(trials: list[Trial]) -> Iterator[str]:
    """The lines of a readable report: each sample, and for a failed one what was expected and what came."""
    for trial in trials:
        yield f"{trial.name or 'Contoh paket'}: {len(trial.results) - len(trial.failed)} dari {len(trial.results)} lulus"
        for result in trial.results:
            yield f"  {'lulus' if result.passed else 'GAGAL'}  {result.name}"
            if not result.passed:
                yield from _why(result)


def _why(result: SampleResult) -> Iterator[str]:
    if result.error:
        yield f"         {result.error}"
    for key, expected in result.expected.items():
        got = result.got.get(key)
        if got != expected:
            yield f"         {key}: diharapkan {expected}, ternyata {got}"
