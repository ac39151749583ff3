"""Facts: a function of the closed list, with arguments that exist."""

from collections.abc import Iterator
from typing import Any

from ..description import Fact, Pack, ValueSpec
from ..facts import DAY_TYPES, FILED_ON, FUNCTIONS
from ..faults import PackFault
from ..records import CODE
from .forms import can_be_answered
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
            message = _argument_fault(pack, fact, kind, fact.arguments[argument])
            if message:
                yield at(pack, name, message, f"arguments.{argument}")
        elif not parameter.endswith("?"):
            yield at(pack, name, f"Fungsi `{fact.function}` membutuhkan `{argument}`.", "arguments")
    for unknown in sorted(set(fact.arguments) - {parameter.removesuffix("?") for parameter in parameters}):
        yield at(pack, name, f"Fungsi `{fact.function}` tidak mengenal `{unknown}`.", f"arguments.{unknown}")


def _argument_fault(pack: Pack, fact: Fact, kind: str, written: Any) -> str:
    """What is wrong with an argument; "" when it is right."""
    if isinstance(written, str) and written.startswith("$"):
        spec = next((spec for spec in pack.values if f"${spec.code}" == written), None)
        if spec is None:
            return f"Nilai daerah `{written}` tidak ada di values.yaml."
        fits = _value_fits(kind, spec)
        return "" if fits else f"Nilai daerah `{written}` berjenis {spec.type}, tidak cocok di sini."
    return _CHECKS[kind](pack, fact, written)


def _value_fits(kind: str, spec: ValueSpec) -> bool:
    if kind == "DAY_TYPE":
        return spec.type == "CHOICE" and {choice.code for choice in spec.choices} <= set(DAY_TYPES)
    types = {
        "DAY": ("DATE",),
        "COUNT": ("INTEGER",),
        "ANSWERS": ("CHOICE", "CHOICES"),
        "LIST": ("CHOICE", "TEXT"),
    }
    return kind == "VALUE" or spec.type in types.get(kind, ())


def _day(pack: Pack, fact: Fact, written: Any) -> str:
    if written == FILED_ON:
        return ""
    if message := _question(pack, fact, written):
        return message
    return "" if pack.fields[written].type == "DATE" else f"Isian `{written}` bukan tanggal."


def _question(pack: Pack, fact: Fact, written: Any) -> str:
    is_known = isinstance(written, str) and written in pack.fields
    return "" if is_known else f"Isian `{written}` tidak ada di form.yaml."


def _paper(pack: Pack, fact: Fact, written: Any) -> str:
    is_known = any(paper.code == written for paper in pack.papers)
    return "" if is_known else f"Berkas `{written}` tidak ada di papers.yaml."


def _list(pack: Pack, fact: Fact, written: Any) -> str:
    return (
        ""
        if isinstance(written, str) and CODE.fullmatch(written)
        else "Tulis nama daftarnya, misalnya poverty_list."
    )


def _value(pack: Pack, fact: Fact, written: Any) -> str:
    is_known = any(spec.code == written for spec in pack.values)
    return "" if is_known else f"Nilai daerah `{written}` tidak ada di values.yaml."


def _count(pack: Pack, fact: Fact, written: Any) -> str:
    is_days = isinstance(written, int) and not isinstance(written, bool) and written >= 0
    is_right = written is None or written == "" or is_days
    return "" if is_right else f"`{written}` bukan jumlah hari; tulis bilangan mulai 0 atau `$deadline_days`."


def _day_type(pack: Pack, fact: Fact, written: Any) -> str:
    return (
        "" if written in DAY_TYPES else f"`{written}` bukan cara menghitung hari; pilih {listed(DAY_TYPES)}."
    )


def _answers(pack: Pack, fact: Fact, written: Any) -> str:
    """Answers are compared with those to the question that stands under `field`."""
    field = fact.arguments.get("field")
    if not isinstance(field, str) or field not in pack.fields:
        return ""
    wanted = written if isinstance(written, list) else [written]
    odd = [answer for answer in wanted if not can_be_answered(pack.fields[field], answer)]
    return f"`{field}` tidak pernah dijawab `{odd[0]}`." if odd else ""


_CHECKS = {
    "DAY": _day,
    "QUESTION": _question,
    "PAPER": _paper,
    "LIST": _list,
    "VALUE": _value,
    "COUNT": _count,
    "DAY_TYPE": _day_type,
    "ANSWERS": _answers,
}
