"""The form and its papers: questions that hang on others, bounds, columns of the register."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..answers import Wrong, clean
from ..description import Field, Pack
from ..faults import PackFault
from .places import at, listed

# Columns of the residents register that may answer a question, with the type of question that they fit.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nik": ("NIK",),
    "kk": ("KK",),
    "name": ("TEXT",),
    "birth_place": ("TEXT",),
    "birth_date": ("DATE",),
    "sex": ("CHOICE",),
    "address": ("TEXT", "LONG_TEXT"),
    "rt": ("TEXT",),
    "rw": ("TEXT",),
    "religion": ("TEXT", "CHOICE"),
    "job": ("TEXT", "CHOICE"),
    "marital_status": ("TEXT", "CHOICE"),
    "father_name": ("TEXT",),
    "mother_name": ("TEXT",),
    "area_id": ("AREA",),
    "phone": ("PHONE",),
}


def form_faults(pack: Pack) -> Iterator[PackFault]:
    """Faults of questions and papers."""
    if not pack.fields:
        yield at(pack, "sections", "Formulir belum memuat isian.")
    for section in pack.sections:
        if not section.fields:
            yield at(pack, f"sections.{section.code}", "Bagian ini belum memuat isian.", "fields")
    for field in pack.fields.values():
        yield from _field_faults(pack, field)
    for paper in pack.papers:
        name = f"papers.{paper.code}"
        yield from _when_faults(pack, name, "when", paper.when)
        routes = {row.then.get("route") for row in pack.eligibility.rows} - {"", None}
        for route in paper.routes:
            if route not in routes:
                yield at(
                    pack, name, f"Jalur `{route}` tidak ada di tabel ({listed(sorted(routes))}).", "routes"
                )
        switches = {spec.code for spec in pack.values if spec.type == "BOOLEAN"}
        if paper.if_value and paper.if_value not in switches:
            yield at(pack, name, f"`{paper.if_value}` bukan nilai daerah berjenis BOOLEAN.", "if_value")


def _offer_faults(pack: Pack, field: Field) -> Iterator[PackFault]:
    """The value that says which choices are offered is a list of these very choices."""
    if not field.offered:
        return
    spec = next((spec for spec in pack.values if spec.code == field.offered), None)
    name = f"fields.{field.code}"
    if spec is None or spec.type != "CHOICES":
        yield at(pack, name, f"`${field.offered}` bukan nilai daerah berjenis CHOICES.", "x-choices")
        return
    known = {choice.code for choice in field.choices}
    for code in sorted({choice.code for choice in spec.choices} - known):
        yield at(pack, name, f"Pilihan `{code}` dari `${field.offered}` tidak ada di isian ini.", "x-choices")


def _field_faults(pack: Pack, field: Field) -> Iterator[PackFault]:
    name = f"fields.{field.code}"
    yield from _when_faults(pack, name, "x-when", field.when)
    yield from _offer_faults(pack, field)
    if _hangs_on_itself(pack, field):
        yield at(pack, name, "Syarat pertanyaan ini berputar kembali ke dirinya sendiri.", "x-when")
    for key, bound in (("x-not-after", field.not_after), ("x-not-before", field.not_before)):
        if bound and field.type != "DATE":
            yield at(pack, name, f"`{key}` hanya untuk tanggal.", key)
        elif bound and bound != "today" and (bound not in pack.fields or pack.fields[bound].type != "DATE"):
            yield at(pack, name, f"`{bound}` bukan `today` atau isian tanggal.", key)
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield at(pack, name, "`minimum` lebih besar daripada `maximum`.", "minimum")
    if field.prefill:
        yield from _prefill_faults(pack, field)


def _prefill_faults(pack: Pack, field: Field) -> Iterator[PackFault]:
    name = f"fields.{field.code}"
    person, _, column = field.prefill.partition(".")
    persons = {section.person for section in pack.sections if section.person}
    if person not in persons:
        yield at(
            pack,
            name,
            f"Orang `{person}` tidak ada di `x-sections` ({listed(sorted(persons))}).",
            "x-prefill",
        )
    if column not in COLUMNS:
        yield at(
            pack, name, f"Kolom penduduk `{column}` tidak dikenal; pilih {listed(COLUMNS)}.", "x-prefill"
        )
    elif field.type not in COLUMNS[column]:
        yield at(pack, name, f"Kolom penduduk `{column}` tidak cocok dengan jenis {field.type}.", "x-prefill")


def _when_faults(pack: Pack, name: str, key: str, when: Mapping[str, tuple[Any, ...]]) -> Iterator[PackFault]:
    for code, wanted in when.items():
        if code not in pack.fields:
            yield at(pack, name, f"Isian `{code}` tidak ada di form.yaml.", key)
            continue
        for answer in wanted:
            if not can_be_answered(pack.fields[code], answer):
                yield at(pack, name, f"`{code}` tidak pernah dijawab `{answer}`.", key)
        if not wanted:
            yield at(pack, name, f"Jawaban `{code}` belum disebut.", key)


def can_be_answered(field: Field, answer: Any) -> bool:
    """Whether this is an answer as it would be kept."""
    try:
        kept = clean(field, answer)
        return type(kept) is type(answer) and bool(kept == answer)
    except Wrong:
        return False


def _hangs_on_itself(pack: Pack, field: Field) -> bool:
    found, waiting = set(field.when), list(field.when)
    while waiting:
        above = pack.fields.get(waiting.pop())
        beyond = set(above.when) - found if above else set()
        found |= beyond
        waiting += beyond
    return field.code in found
