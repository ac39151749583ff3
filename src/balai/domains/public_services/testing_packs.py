"""The two invented packs of `testing`, as files: a death grant with money, and a letter that a village signs."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

GRANT, LETTER = "santunan-rekaan", "surat-rekaan"
FUND = "9.9.01"
AMOUNT = 1_000_000
ANSWERS = {
    "deceased_nik": "9901010101500001",
    "deceased_name": "Almarhum Contoh Rekaan",
    "deceased_birth_date": "1950-01-01",
    "family_card": "9901010101100001",
    "death_date": "2026-06-01",
    "heir_nik": "9901014101800002",
    "heir_name": "Ahli Waris Contoh",
}


def text(words: str) -> dict[str, str]:
    return {"id": words, "en": words}


def _field(title: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "title": title, "x-en": title, **more}


_DECEASED = {
    "deceased_nik": _field("NIK almarhum", format="nik", **{"x-prefill": "deceased.nik"}),
    "deceased_name": _field("Nama almarhum", **{"x-prefill": "deceased.name"}),
    "deceased_birth_date": _field("Tanggal lahir almarhum", format="date", **{"x-not-after": "today"}),
    "family_card": _field("Nomor KK", format="kk"),
    "death_date": _field(
        "Tanggal meninggal",
        format="date",
        **{"x-not-after": "today", "x-not-before": "deceased_birth_date"},
    ),
}
_HEIR = {
    "heir_nik": _field("NIK ahli waris", format="nik", **{"x-prefill": "heir.nik"}),
    "heir_name": _field("Nama ahli waris", **{"x-prefill": "heir.name"}),
    "heir_bank": _field("Bank"),
    "heir_account": _field("Nomor rekening", format="bank-account"),
}
_ROLES = [
    {"code": "village", "label": text("Perangkat desa"), "office": "VILLAGE", "people": ["VILLAGE_OFFICER"]},
    {
        "code": "verifier",
        "label": text("Dinas Sosial"),
        "office": "AGENCY",
        "people": ["OPD_ADMIN", "FIELD_OFFICER"],
    },
    {"code": "applicant", "label": text("Pemohon"), "office": "APPLICANT", "people": ["CITIZEN"]},
]
_CLOCKS = {
    "name": "Janji rekaan",
    "limits": [
        {"code": "FORWARD", "amount": 1, "unit": "WORKING_DAYS"},
        {"code": "DECIDE", "amount": 1, "unit": "WORKING_DAYS"},
        {"code": "ANSWER", "amount": 1, "unit": "WORKING_DAYS"},
        {"code": "SOLVE", "amount": 1, "unit": "WORKING_DAYS"},
    ],
    "ladder": [{"to": "OFFICER", "share": 0.75}, {"to": "COORDINATOR", "amount": 1, "unit": "WORKING_DAYS"}],
}


def _manifest(pack: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "id": pack,
        "version": "1.0.0",
        "name": text(name),
        "summary": text(f"{name} untuk pengujian."),
        "group": "SOCIAL",
        "channel": "ASSISTED",
        "cost": text("Gratis"),
        "duration": text("Hari itu juga"),
        "keywords": ["rekaan"],
        "origin": {"region": "99.01", "name": "Kabupaten Rekaan", "contact": "paket@contoh.invalid"},
        "licence": "EUPL-1.2",
        "platform": "",
        "legal_basis": [{"title": "Peraturan rekaan untuk pengujian"}],
        "roles": _ROLES,
        **more,
    }


def _personal(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "field": code,
            "purpose": text("Mengenali orangnya"),
            "basis": "UU 27/2022 Pasal 20 ayat (2) huruf e",
            "retention_days": 3650,
        }
        for code in fields
    ]


def _form(title: str, sections: list[dict[str, Any]], fields: dict[str, Any], required: list[str]) -> dict:
    return {
        "type": "object",
        "title": title,
        "x-sections": sections,
        "properties": fields,
        "required": required,
    }


def _state(code: str, stage: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "label": text(code.capitalize()), "stage": stage, **more}


def _move(code: str, sources: list[str], target: str, by: list[str], **more: Any) -> dict[str, Any]:
    return {"code": code, "label": text(code.capitalize()), "from": sources, "to": target, "by": by, **more}


def _value(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "label": text(code), "question": text(f"{code}?"), "type": kind, **more}


def _samples(expect: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    return {
        "common": {"filed_on": "2026-06-08", **given},
        "samples": [{"name": f"Contoh {number}", "expect": expect} for number in range(1, 11)],
    }


def grant_files(**manifest: Any) -> dict[str, str]:
    """The pack of the death grant, as files. Paid once, in the order of filing, with a waiting list."""
    sections = [
        {"code": "deceased", "title": text("Almarhum"), "person": "deceased", "fields": list(_DECEASED)},
        {"code": "heir", "title": text("Ahli waris"), "person": "heir", "fields": list(_HEIR)},
    ]
    fields = {**_DECEASED, **_HEIR}
    required = ["deceased_name", "deceased_birth_date", "family_card", "death_date", "heir_nik", "heir_name"]
    unique = {
        "code": "deceased_once",
        "fields": ["deceased_nik"],
        "without": ["family_card", "deceased_name", "deceased_birth_date"],
        "message": text("Santunan untuk almarhum ini sudah pernah diajukan."),
    }
    return _files(
        pack=_manifest(
            GRANT,
            "Santunan rekaan",
            filers=["village"],
            unique=[unique],
            title="{deceased_name}",
            agency="$agency",
            personal_data=_personal(fields),
            **manifest,
        ),
        form=_form("Santunan rekaan", sections, fields, required),
        papers={
            "papers": [
                {"code": "family_card_photo", "label": text("Foto KK"), "kind": "PHOTO_OR_PDF"},
                {
                    "code": "house_photo",
                    "label": text("Foto rumah"),
                    "kind": "PHOTO",
                    "routes": ["B"],
                },
            ]
        },
        rules=_grant_rules(),
        flow=_grant_flow(),
        messages={
            "too_late": text("Lewat {deadline_days} hari sejak kematian. Keberatan: datang ke Dinas Sosial."),
            "approved": text("Santunan disetujui dan dapat diambil."),
        },
        values={
            "values": [
                _value("agency", "OPD"),
                _value("account", "ACCOUNT"),
                _value("amount_rupiah", "MONEY", default=AMOUNT, minimum=100_000, maximum=10_000_000),
                _value("deadline_days", "INTEGER", default=60, minimum=1, maximum=365),
                _value(
                    "channels",
                    "CHOICES",
                    default=["CASH", "TRANSFER", "VIRTUAL_ACCOUNT"],
                    choices=[
                        {"code": code, "label": text(code)}
                        for code in ("CASH", "TRANSFER", "VIRTUAL_ACCOUNT")
                    ],
                ),
                _value("lapse_days", "INTEGER", default=30, minimum=1, maximum=365),
            ]
        },
        cases=_samples(
            {"result": "ELIGIBLE", "route": "A"},
            {
                "answers": ANSWERS,
                "papers": ["family_card_photo"],
                "lookups": {"poverty_list": True},
                "values": {"agency": "DINSOS", "account": FUND},
            },
        ),
    )


def _grant_rules() -> dict[str, Any]:
    days = {"code": "days_since_death", "type": "INTEGER", "minimum": 0, "maximum": 36500}
    return {
        "facts": [
            {
                "code": "days_since_death",
                "function": "days_between",
                "arguments": {"from": "death_date", "to": "filed_on"},
                "label": text("Hari sejak meninggal"),
            },
            {
                "code": "on_list",
                "function": "listed",
                "arguments": {"list": "poverty_list"},
                "label": text("Ada di daftar"),
            },
        ],
        "eligibility": {
            "inputs": [
                {**days, "label": text("Hari sejak meninggal")},
                {"code": "on_list", "type": "BOOLEAN", "label": text("Ada di daftar")},
            ],
            "rows": [
                {
                    "when": {"days_since_death": "> $deadline_days"},
                    "then": {"result": "REFUSED", "message": "too_late"},
                },
                {
                    "when": {"days_since_death": "<= $deadline_days", "on_list": True},
                    "then": {"result": "ELIGIBLE", "route": "A"},
                },
                {
                    "when": {"days_since_death": "<= $deadline_days", "on_list": False},
                    "then": {"result": "MANUAL", "route": "B"},
                },
            ],
        },
        "money": {
            "account": "$account",
            "amount": "$amount_rupiah",
            "channels": "$channels",
            "payee": {
                "name": "heir_name",
                "nik": "heir_nik",
                "bank": "heir_bank",
                "account": "heir_account",
            },
        },
    }


def _grant_flow() -> dict[str, Any]:
    return {
        "start": "VERIFYING",
        "states": [
            _state("VERIFYING", "RECEIVED"),
            _state("INCOMPLETE", "ON_HOLD", office="VILLAGE", wait=14, reason="PAPERS"),
            _state("WAITING", "ON_HOLD", wait=365, reason="FUNDS", tone="warn"),
            _state("APPROVED", "IN_PROGRESS"),
            _state("PAID", "CLOSED", final=True, good=True, tone="ok"),
            _state("REJECTED", "CLOSED", final=True, tone="muted"),
            _state("WITHDRAWN", "WITHDRAWN", final=True, tone="muted"),
        ],
        "moves": [
            _move(
                "approve", ["VERIFYING"], "APPROVED", ["verifier"],
                effects=["RESERVE", "RECORD_DEATH", "TELL approved"], otherwise="WAITING", main=True,
            ),
            _move(
                "serve", ["WAITING"], "APPROVED", ["verifier"], otherwise="WAITING", effects=["RESERVE", "RECORD_DEATH", "TELL approved"]
            ),
            _move("return", ["VERIFYING"], "INCOMPLETE", ["verifier"], needs=["TEXT"], most=2),
            _move("complete", ["INCOMPLETE"], "VERIFYING", ["village"], needs=["TEXT"], most=2),
            _move("reject", ["VERIFYING", "WAITING"], "REJECTED", ["verifier"], needs=["TEXT"], effects=["FREE_UNIQUE"]),
            _move("withdraw", ["VERIFYING", "INCOMPLETE", "WAITING"], "WITHDRAWN", ["village"], effects=["FREE_UNIQUE"]),
            _move(
                "pay", ["APPROVED"], "PAID", ["verifier"],
                effects=["PAY"], needs=["CHANNEL", "RECEIPT"], not_by=["approve"], main=True,
            ),
            _move("cancel", ["APPROVED"], "REJECTED", ["verifier"], needs=["TEXT"], effects=["RELEASE", "FREE_UNIQUE"]),
        ],
        "clocks": _CLOCKS,
    }  # fmt: skip


def letter_files(**manifest: Any) -> dict[str, str]:
    """The pack of a death letter that the village head signs; it shares codes with the grant."""
    fields = {
        **{
            code: _DECEASED[code]
            for code in ("deceased_nik", "deceased_name", "deceased_birth_date", "death_date")
        },
        "death_place": _field("Tempat meninggal"),
    }
    sections = [{"code": "deceased", "title": text("Almarhum"), "person": "deceased", "fields": list(fields)}]
    source = (
        '#import "surat.typ": *\n#show: letter\n#title("Surat keterangan kematian")\n'
        '#rows(("Nama", field("deceased_name")), ("Meninggal", date(field("death_date"))))\n#signature()\n'
    )
    flow = {
        "start": "TO_SIGN",
        "states": [
            _state("TO_SIGN", "RECEIVED", office="VILLAGE"),
            _state("ISSUED", "CLOSED", office="VILLAGE", final=True, good=True, tone="ok"),
            _state("REJECTED", "CLOSED", office="VILLAGE", final=True, tone="muted"),
        ],
        "moves": [
            _move("sign", ["TO_SIGN"], "ISSUED", ["head"], effects=["ISSUE death", "RECORD_DEATH"], needs=["SIGNATURE"], main=True),
            _move("reject", ["TO_SIGN"], "REJECTED", ["village", "head"], needs=["TEXT"]),
        ],
        "clocks": _CLOCKS,
    }  # fmt: skip
    head = {"code": "head", "label": text("Kepala desa"), "office": "VILLAGE", "people": ["VILLAGE_OFFICER"]}
    return _files(
        pack=_manifest(
            LETTER,
            "Surat kematian rekaan",
            filers=["village", "applicant"],
            title="{deceased_name}",
            personal_data=_personal(fields),
            **manifest,
        )
        | {"roles": [_ROLES[0], _ROLES[2], head]},
        form=_form("Surat rekaan", sections, fields, ["deceased_name", "death_date", "death_place"]),
        papers={"papers": []},
        messages={"issued": text("Surat sudah terbit dan dapat diunduh.")},
        rules={
            "facts": [],
            "eligibility": {
                "inputs": [],
                "rows": [{"when": {}, "then": {"result": "ELIGIBLE", "route": "A"}}],
            },
        },
        flow=flow,
        letters={
            "letters": [
                {
                    "code": "death",
                    "title": text("Surat keterangan kematian"),
                    "template": "letters/death.typ",
                    "classification": "474.3",
                    "pattern": "{classification}/{number}/{village}/{roman_month}/{year}",
                    "signer": "head",
                    "series": "VILLAGE_YEAR",
                }
            ]
        },
        cases=_samples(
            {"result": "ELIGIBLE"},
            {"answers": {code: ANSWERS.get(code, "Rumah") for code in fields}, "papers": []},
        ),
    ) | {"letters/death.typ": source}


def _files(**parts: Any) -> dict[str, str]:
    return {
        f"{name}.yaml": yaml.safe_dump(json.loads(json.dumps(part)), allow_unicode=True, sort_keys=False)
        for name, part in parts.items()
    }
