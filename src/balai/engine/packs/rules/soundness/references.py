"""Names that one file uses and another explains: roles, messages, templates, fields in braces."""

import re
from collections.abc import Iterator

from ..description import Pack
from ..faults import PackFault
from .places import at, listed

_BRACES = re.compile(r"\{([^{}]*)\}")
_NUMBER_PARTS = ("number", "code", "classification", "village", "agency", "month", "roman_month", "year")


def reference_faults(pack: Pack) -> Iterator[PackFault]:
    """Names that nothing answers to."""
    yield from _manifest_faults(pack)
    yield from _unique_faults(pack)
    yield from _message_faults(pack)
    yield from _letter_faults(pack)
    yield from _training_faults(pack)


def _manifest_faults(pack: Pack) -> Iterator[PackFault]:
    roles = {role.code for role in pack.roles}
    types = {f"${spec.code}": spec.type for spec in pack.values}
    for code in pack.filers:
        if code.startswith("$"):
            if types.get(code) != "CHOICES":
                yield at(pack, "filers", f"`{code}` bukan nilai daerah berjenis CHOICES.")
        elif code not in roles:
            yield at(pack, "filers", f"Peran `{code}` tidak ada ({listed(sorted(roles))}).")
    if not pack.filers:
        yield at(pack, "filers", "Belum dikatakan siapa yang mengajukan.")
    has_agency = any(role.office == "AGENCY" for role in pack.roles) or any(
        state.office == "AGENCY" for state in pack.flow.states
    )
    if (pack.opd or has_agency) and types.get(pack.opd) != "OPD":
        yield at(pack, "agency", f"`agency: {pack.opd}` harus nilai daerah berjenis OPD, misalnya `$agency`.")
    for code in _BRACES.findall(pack.title):
        if code not in pack.fields:
            yield at(pack, "title", f"Isian `{{{code}}}` tidak ada di form.yaml.")
    if pack.id in pack.also:
        yield at(pack, "also", "Layanan ini menyebut dirinya sendiri.")


def _unique_faults(pack: Pack) -> Iterator[PackFault]:
    for rule in pack.unique:
        for key, fields in (("fields", rule.fields), ("without", rule.without)):
            for code in fields:
                if code not in pack.fields:
                    yield at(pack, f"unique.{rule.code}", f"Isian `{code}` tidak ada di form.yaml.", key)


def _message_faults(pack: Pack) -> Iterator[PackFault]:
    for row in pack.eligibility.rows:
        message = row.then.get("message")
        if message and message not in pack.messages:
            yield PackFault(
                "rules.yaml",
                row.line or 1,
                f"eligibility.rows[{row.number}]",
                f"Pesan `{message}` tidak ada di messages.yaml.",
            )
    known = {spec.code for spec in pack.values} | {fact.code for fact in pack.facts}
    for code, text in pack.messages.items():
        for part in _BRACES.findall(text.id) + _BRACES.findall(text.en):
            if part not in known:
                yield at(pack, f"messages.{code}", f"`{{{part}}}` bukan nilai daerah atau fakta.")
        if sorted(_BRACES.findall(text.id)) != sorted(_BRACES.findall(text.en)):
            yield at(
                pack, f"messages.{code}", "Kedua bahasa menyebut nilai yang berbeda dalam kurung kurawal."
            )


def _letter_faults(pack: Pack) -> Iterator[PackFault]:
    roles = {role.code for role in pack.roles}
    issued = {effect.partition(" ")[2] for move in pack.flow.moves for effect in move.effects}
    for letter in pack.letters:
        name = f"letters.{letter.code}"
        if letter.signer not in roles:
            yield at(pack, name, f"Peran `{letter.signer}` tidak ada ({listed(sorted(roles))}).", "signer")
        if letter.template not in pack.templates:
            yield at(pack, name, f"Berkas `{letter.template}` tidak ada dalam paket.", "template")
        if "{number}" not in letter.pattern:
            yield at(pack, name, "Pola nomor harus memuat `{number}`.", "pattern")
        for part in _BRACES.findall(letter.pattern):
            if part not in _NUMBER_PARTS:
                known = listed(_NUMBER_PARTS)
                yield at(
                    pack, name, f"`{{{part}}}` tidak dikenal dalam pola nomor; pilih {known}.", "pattern"
                )
        if letter.code not in issued:
            yield at(pack, name, f"Tidak ada langkah yang menerbitkannya (`ISSUE {letter.code}`).")


def _training_faults(pack: Pack) -> Iterator[PackFault]:
    roles = {role.code for role in pack.roles}
    samples = {sample.name for sample in pack.samples}
    for step in pack.training:
        if step.role not in roles:
            yield at(pack, f"training.{step.code}", f"Peran `{step.role}` tidak ada.", "role")
        if step.sample and step.sample not in samples:
            yield at(
                pack, f"training.{step.code}", f"Contoh `{step.sample}` tidak ada di cases.yaml.", "sample"
            )
