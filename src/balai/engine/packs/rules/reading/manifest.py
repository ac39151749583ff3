"""pack.yaml: what the service is called, who takes part, what is personal, what may happen only once."""

import re
from typing import Any

from ..description import LegalBasis, Origin, PackRole, PersonalField, Unique
from ..records import Record

FORMAT = 1
GROUPS = ("CIVIL", "SOCIAL", "LAND", "BUSINESS", "FAMILY", "WORK", "OTHER")
CHANNELS = ("SELF_SERVICE", "WALK_IN", "ASSISTED")
OFFICES = ("APPLICANT", "VILLAGE", "AGENCY")
# Codes of `people.Role` that may take part in a service.
PEOPLE = ("CITIZEN", "VILLAGE_OFFICER", "OPD_ADMIN", "FIELD_OFFICER", "COORDINATOR", "EXECUTIVE")
LICENCES = ("EUPL-1.2", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "MIT", "Apache-2.0", "AGPL-3.0-or-later")
PACK_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
VERSION = re.compile(r"(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})\.(?:0|[1-9]\d{0,4})")
PLATFORM = re.compile(r"(?:>=|<=|==|>|<)\d+(?:\.\d+){0,2}(?:,(?:>=|<=|==|>|<)\d+(?:\.\d+){0,2})*")
_AREA = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")


def read_manifest(record: Record) -> dict[str, Any]:
    """The parts of a Pack that pack.yaml gives."""
    if record.number("format") != FORMAT and "format" in record:
        record.fault("format", f"`format` yang dikenal hanya {FORMAT}.")
    return {
        "id": _shaped(record, "id", PACK_ID, "santunan-kematian", least=3, most=60),
        "version": _shaped(record, "version", VERSION, "1.0.0", most=20),
        "name": record.text("name", most=120),
        "summary": record.text("summary", most=600),
        "group": record.one_of("group", GROUPS),
        "channel": record.one_of("channel", CHANNELS),
        "cost": record.text("cost", most=200),
        "duration": record.text("duration", most=200),
        "keywords": record.words("keywords"),
        "origin": _origin(record),
        "licence": record.one_of("licence", LICENCES),
        "platform": _shaped(record, "platform", PLATFORM, ">=0.1,<1.0"),
        "legal_basis": record.each("legal_basis", _legal_basis),
        "roles": record.each("roles", _role),
        "filers": record.words("filers", None),
        "personal_data": record.each("personal_data", _personal),
        "unique": record.each("unique", _unique),
        "also": record.words("also"),
        "title": record.word("title", ""),
        "opd": record.word("agency", ""),
    }


def _shaped(
    record: Record, key: str, shape: re.Pattern[str], example: str, *, least: int = 1, most: int = 60
) -> str:
    word = record.word(key, most=most)
    if word and (len(word) < least or not shape.fullmatch(word)):
        record.fault(key, f"`{word}` tidak dapat dipakai sebagai `{key}`; tulis seperti `{example}`.")
    return word


def _origin(record: Record) -> Origin:
    node = record.take("origin")
    if node is None:
        record.fault("origin", "`origin` belum diisi: daerah asal paket ini.")
        return Origin("", "")
    inner = Record(node, record.findings)
    region = inner.word("region")
    if region and not _AREA.fullmatch(region):
        inner.fault("region", f'`{region}` bukan kode wilayah; tulis seperti "33.25".')
    origin = Origin(region, inner.word("name"), inner.word("contact", ""))
    inner.close()
    return origin


def _legal_basis(record: Record) -> LegalBasis:
    return LegalBasis(
        record.word("title", most=400), record.word("reference", "", most=400), record.flag("verified")
    )


def _role(record: Record) -> PackRole:
    code = record.code(example="village_head")
    record.findings.keep(f"roles.{code}", record.node)
    people = record.words("people", None)
    for unknown in sorted(set(people) - set(PEOPLE)):
        record.fault("people", f"`{unknown}` bukan peran orang; pilih dari {', '.join(PEOPLE)}.")
    return PackRole(code, record.text("label", most=80), record.one_of("office", OFFICES), people)


def _personal(record: Record) -> PersonalField:
    field = record.code("field")
    record.findings.keep(f"personal_data.{field}", record.node)
    days = record.number("retention_days")
    if "retention_days" in record and days < 1:
        record.fault("retention_days", "`retention_days` paling sedikit 1 hari.")
    return PersonalField(field, record.text("purpose"), record.word("basis"), days, record.flag("specific"))


def _unique(record: Record) -> Unique:
    code = record.code(example="deceased_once")
    record.findings.keep(f"unique.{code}", record.node)
    fields = record.words("fields", None)
    if not fields and "fields" in record:
        record.fault("fields", "`fields` paling sedikit satu isian.")
    return Unique(code, fields, record.words("without"), record.text("message"))
