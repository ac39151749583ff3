"""Personal data: everything that names a person says why it is asked, on what ground, and for how long it is kept."""

import re
from collections.abc import Iterator

from ..description import Field, Pack
from ..faults import PackFault
from .places import at

_TYPES = ("NIK", "KK", "PHONE", "EMAIL", "BANK_ACCOUNT")
_NAMES = re.compile(r"(?:^|_)(?:name|address|phone|email|bank|account|nik|kk|family_card)$")
_COLUMNS = ("nik", "kk", "name", "address", "phone")


def is_personal(field: Field) -> bool:
    """Whether a question asks for something that names or finds a person."""
    column = field.prefill.partition(".")[2]
    return field.type in _TYPES or column in _COLUMNS or bool(_NAMES.search(field.code))


def personal_faults(pack: Pack) -> Iterator[PackFault]:
    """Questions without a purpose, and purposes without a question."""
    covered = {item.field for item in pack.personal_data}
    for field in pack.fields.values():
        if is_personal(field) and field.code not in covered:
            yield at(
                pack,
                f"fields.{field.code}",
                f"`{field.code}` adalah data pribadi; sebutkan tujuan, dasar, dan masa simpannya di `personal_data`.",
            )
    for code in covered - set(pack.fields):
        yield at(pack, f"personal_data.{code}", f"Isian `{code}` tidak ada di form.yaml.", "field")
