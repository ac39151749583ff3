"""Samples: their answers, papers and moves exist, and each one comes out as it says."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..description import Pack, Sample
from ..faults import PackFault
from .places import at


def sample_faults(pack: Pack) -> Iterator[PackFault]:
    """Names in samples that the pack does not have. Whether samples pass is asked of `simulate`."""
    for number, sample in enumerate(pack.samples, start=1):
        yield from _faults(pack, f"samples.{number}", sample)
    for code, variant in pack.variants.items():
        for number, sample in enumerate(variant.samples, start=1):
            yield from _faults(pack, f"variants.{code}.samples.{number}", sample)


def _faults(pack: Pack, name: str, sample: Sample) -> Iterator[PackFault]:
    papers = {paper.code for paper in pack.papers}
    moves = {move.code for move in pack.flow.moves}
    values = {spec.code for spec in pack.values}
    unknown: Mapping[str, Any] = {
        "papers": set(sample.papers) - papers,
        "moves": {move.removesuffix(" otherwise") for move in sample.moves} - moves,
        "values": set(sample.values) - values,
    }
    # An unknown answer may be what the sample is about; it then expects that very fault.
    expected = set(sample.expect.get("faults") or ())
    unknown = {**unknown, "answers": set(sample.answers) - set(pack.fields) - expected}
    for key, codes in unknown.items():
        for code in sorted(codes):
            yield at(pack, name, f"`{code}` tidak ada dalam paket ini.", key)
