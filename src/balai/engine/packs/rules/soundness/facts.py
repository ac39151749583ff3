"""Facts: a function of the closed list, with arguments that exist."""

from collections.abc import Iterator
from typing import Any

from ..description import Fact, Pack
from ..facts import FILED_ON, FUNCTIONS
from ..faults import PackFault
from .places import at, listed


def fact_faults(pack: Pack) -> Iterator[PackFault]:
    """Faults of every fact."""
    for fact in pack.facts:
        yield from _fact_faults(pack, fact)


def _fact_faults(pack: Pack, fact: Fact) -> Iterator[PackFault]:
    name = f"facts.{fact.code}"
    if fact.code in pack.fields:
        yield at(pack, name, f"`{fact.code}` sudah menjadi nama isian; beri nama lain.", "code")
    if fact.function not in FUNCTIONS:
        known = listed(FUNCTIONS)
        yield at(pack, name, f"Fungsi `{fact.function}` tidak dikenal; pilih dari {known}.", "function")
        return
    parameters = FUNCTIONS[fact.function].parameters
    for parameter, kind in parameters.items():
        argument = parameter.removesuffix("?")
        if argument in fact.arguments:
            message = _argument_fault(pack, kind, fact.arguments[argument])
            if message:
                yield at(pack, name, message, f"arguments.{argument}")
        elif not parameter.endswith("?"):
            yield at(pack, name, f"Fungsi `{fact.function}` membutuhkan `{argument}`.", "arguments")
    for unknown in sorted(set(fact.arguments) - {parameter.removesuffix("?") for parameter in parameters}):
        yield at(pack, name, f"Fungsi `{fact.function}` tidak mengenal `{unknown}`.", f"arguments.{unknown}")


def _argument_fault(pack: Pack, kind: str, written: Any) -> str:
    """What is wrong with an argument; "" when it is right."""
    value = written[1:] if isinstance(written, str) and written.startswith("$") else None
    specs = {spec.code: spec for spec in pack.values}
    if value is not None and value not in specs:
        return f"Nilai daerah `${value}` tidak ada di values.yaml."
    if kind == "LITERAL" or (kind in ("VALUE", "NAME") and value is not None):
        return ""
    if kind == "VALUE":
        return "" if written in specs else f"Nilai daerah `{written}` tidak ada di values.yaml."
    if kind == "NAME":
        return "" if isinstance(written, str) and written else "Tulis nama daftarnya."
    if kind == "PAPER":
        known = {paper.code for paper in pack.papers}
        return "" if written in known else f"Berkas `{written}` tidak ada di papers.yaml."
    if kind == "DAY" and (written == FILED_ON or (value and specs[value].type == "DATE")):
        return ""
    if not isinstance(written, str) or written not in pack.fields:
        return f"Isian `{written}` tidak ada di form.yaml."
    if kind == "DAY" and pack.fields[written].type != "DATE":
        return f"Isian `{written}` bukan tanggal."
    return ""
