"""The region's values: defaults within their own legal range, nothing that looks like a fee."""

import re
from collections.abc import Iterator

from balai.foundation.errors import Refused

from ..description import Pack, ValueSpec
from ..faults import PackFault
from ..values import check_value, resolve_values
from .places import at

# A service never costs anything: there is no place for a price, and nobody may make one.
_FEE = re.compile(r"(?:^|_)(?:fees?|biaya|tarif|tariff|retribusi)(?:_|$)", re.IGNORECASE)


def value_faults(pack: Pack) -> Iterator[PackFault]:
    """Faults of the values and of what variants set."""
    for spec in pack.values:
        yield from _spec_faults(pack, spec)
    for code, variant in pack.variants.items():
        name = f"variants.{code}"
        try:
            resolve_values(pack, variant.values, complete=False)
        except Refused as refusal:
            yield at(pack, name, refusal.message, f"values.{refusal.field}")
    yield from _fee_faults(pack)


def _spec_faults(pack: Pack, spec: ValueSpec) -> Iterator[PackFault]:
    name = f"values.{spec.code}"
    is_number = spec.type in ("MONEY", "INTEGER")
    if not is_number and (spec.minimum is not None or spec.maximum is not None):
        yield at(pack, name, "`minimum` dan `maximum` hanya untuk MONEY dan INTEGER.", "minimum")
    elif spec.minimum is not None and spec.maximum is not None and spec.minimum > spec.maximum:
        yield at(pack, name, "`minimum` lebih besar daripada `maximum`.", "minimum")
    if (spec.type in ("CHOICE", "CHOICES")) != bool(spec.choices):
        yield at(pack, name, "`choices` hanya untuk, dan wajib bagi, CHOICE dan CHOICES.", "choices")
    elif spec.default is not None:
        try:
            check_value(spec, spec.default)
        except Refused as refusal:
            yield at(pack, name, refusal.message, "default")


def _fee_faults(pack: Pack) -> Iterator[PackFault]:
    for kind, codes in (
        ("fields", pack.fields),
        ("values", [spec.code for spec in pack.values]),
        ("papers", [paper.code for paper in pack.papers]),
        ("facts", [fact.code for fact in pack.facts]),
    ):
        for code in codes:
            if _FEE.search(code):
                yield at(
                    pack, f"{kind}.{code}", "Layanan tidak memungut biaya: tidak ada tempat untuk tarif."
                )
