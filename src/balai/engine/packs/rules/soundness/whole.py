"""The pack as a whole: the platform that it runs on, something to stand on, enough samples."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from ..description import Pack
from ..faults import PackFault
from .places import at

LEAST_SAMPLES = 10
_BOUND = re.compile(r"(>=|<=|==|>|<)(\d+(?:\.\d+)*)")


def whole_faults(pack: Pack, platform: str | None) -> Iterator[PackFault]:
    """Faults that belong to no single part."""
    if platform is not None and not runs_on(pack.platform, platform):
        yield at(pack, "platform", f"Paket ini untuk versi {pack.platform}; program ini versi {platform}.")
    if not pack.legal_basis:
        yield at(
            pack,
            "legal_basis",
            "Sebutkan paling sedikit satu dasar hukum; yang belum dibaca: verified: false.",
        )
    if not pack.roles:
        yield at(pack, "roles", "Sebutkan siapa yang terlibat.")
    if len(pack.samples) < LEAST_SAMPLES:
        yield at(pack, "samples", f"Baru {len(pack.samples)} contoh; paling sedikit {LEAST_SAMPLES}.")
    names = [sample.name for sample in pack.samples]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield at(pack, "samples", f"Contoh `{name}` ditulis dua kali.")


def runs_on(bounds: str, version: str) -> bool:
    """Whether a version lies within bounds such as `>=0.1,<1.0`."""
    return all(
        _compared(operator, _parts(version), _parts(bound)) for operator, bound in _BOUND.findall(bounds)
    )


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def _compared(operator: str, left: list[int], right: list[int]) -> bool:
    pairs: list[tuple[Any, Any]] = list(zip_longest(left, right, fillvalue=0))
    first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return {
        ">=": first >= second,
        "<=": first <= second,
        "==": first == second,
        ">": first > second,
        "<": first < second,
    }[operator]
