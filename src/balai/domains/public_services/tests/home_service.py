"""An invented service that a person applies for from home: a question that hangs on another, a paper, a rule that
says no, a flow that sends back and ends with a case that can be confirmed."""

from datetime import datetime
from io import BytesIO
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from balai.domains.public_services.testing import MONDAY, letter_files, text
from balai.engine.packs import public as packs
from balai.foundation.actor import SYSTEM

HOME = "surat-dari-rumah"
NIK = "9901014101800002"
ANSWERS = {"person_nik": NIK, "person_name": "Siti Contoh Rekaan", "since": "2026-06-01", "has_job": "false"}


def _label(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "title": words, "x-en": f"{words} (en)", **more}


def home_files() -> dict[str, str]:
    """The pack, as files."""
    files = letter_files(id=HOME, channel="SELF_SERVICE")
    manifest = yaml.safe_load(files["pack.yaml"])
    manifest |= {"filers": ["applicant"], "title": "{person_name}"}
    manifest["roles"] = [role for role in manifest["roles"] if role["code"] != "head"]
    fields = {
        "person_nik": _label("NIK pemohon", format="nik"),
        "person_name": _label("Nama pemohon"),
        "since": _label("Tinggal sejak", format="date", **{"x-not-after": "today"}),
        "has_job": {"type": "boolean", "title": "Bekerja", "x-en": "Has a job"},
        "job": _label("Pekerjaan", **{"x-when": {"has_job": [True]}}),
    }
    manifest["name"] = {"id": "Surat dari rumah", "en": "Letter from home"}
    manifest["keywords"] = ["domisili", "miskin"]
    manifest["personal_data"] = [
        {"field": code, "purpose": text("Mengenali orangnya"), "basis": "UU 27/2022", "retention_days": 3650}
        for code in fields
    ]
    parts = {
        "pack": manifest,
        "form": {
            "type": "object",
            "title": "Surat dari rumah",
            "x-sections": [
                {"code": "person", "title": text("Pemohon"), "person": "person", "fields": ["person_nik", "person_name", "since"]},
                {"code": "work", "title": text("Pekerjaan"), "fields": ["has_job", "job"]},
            ],
            "properties": fields,
            "required": list(fields),
        },
        "papers": {"papers": [{"code": "card", "label": text("Foto KTP"), "kind": "PHOTO_OR_PDF"}]},
        "rules": _rules(),
        "flow": _flow(yaml.safe_load(files["flow.yaml"])["clocks"]),
        "messages": {
            "too_new": text("Baru {least_days} hari tinggal di sini. Datanglah lagi sesudahnya."),
            "faq_cost": {"id": "Apakah bayar? Tidak, gratis.", "en": "Does it cost? No, it is free."},
        },
        "values": {"values": [{"code": "least_days", "label": text("Paling sedikit"), "question": text("Berapa hari?"), "type": "INTEGER", "default": 3, "minimum": 0, "maximum": 365}]},
        "cases": {
            "common": {"filed_on": "2026-06-08", "answers": {**ANSWERS, "has_job": False}, "papers": ["card"]},
            "samples": [{"name": f"Contoh {number}", "expect": {"result": "ELIGIBLE"}} for number in range(1, 10)]
            + [{"name": "Baru", "answers": {"since": "2026-06-07"}, "expect": {"result": "REFUSED"}}],
        },
    }  # fmt: skip
    return {
        f"{name}.yaml": yaml.safe_dump(part, allow_unicode=True, sort_keys=False)
        for name, part in parts.items()
    }


def _rules() -> dict[str, Any]:
    column = {
        "code": "days",
        "type": "INTEGER",
        "minimum": 0,
        "maximum": 36500,
        "label": text("Hari tinggal"),
    }
    fact = {
        "code": "days",
        "function": "days_between",
        "arguments": {"from": "since", "to": "filed_on"},
        "label": text("Hari tinggal"),
    }
    return {
        "facts": [fact],
        "eligibility": {
            "inputs": [column],
            "rows": [
                {"when": {"days": "< $least_days"}, "then": {"result": "REFUSED", "message": "too_new"}},
                {"when": {"days": ">= $least_days"}, "then": {"result": "ELIGIBLE"}},
            ],
        },
    }  # fmt: skip


def _flow(clocks: dict[str, Any]) -> dict[str, Any]:
    def state(code: str, label: str, stage: str, **more: Any) -> dict[str, Any]:
        return {
            "code": code,
            "label": {"id": label, "en": f"{label} (en)"},
            "stage": stage,
            "office": "VILLAGE",
            **more,
        }

    def move(code: str, label: str, start: list[str], end: str, by: str, **more: Any) -> dict[str, Any]:
        return {"code": code, "label": text(label), "from": start, "to": end, "by": [by], **more}

    return {
        "start": "FILED",
        "states": [
            state("FILED", "Diperiksa desa", "RECEIVED"),
            state("RETURNED", "Perlu dilengkapi", "ON_HOLD", office="APPLICANT", wait=14, reason="PAPERS", tone="warn"),
            state("DONE", "Selesai", "SOLVED", final=True, good=True, tone="ok"),
            state("REJECTED", "Ditolak", "CLOSED", final=True),
            state("GONE", "Ditarik", "WITHDRAWN", final=True),
        ],
        "moves": [
            move("finish", "Selesaikan", ["FILED"], "DONE", "village", main=True, done=text("Suratnya sudah jadi.")),
            move("return", "Kembalikan", ["FILED"], "RETURNED", "village", needs=["TEXT"], most=2),
            move("resend", "Kirim kembali", ["RETURNED"], "FILED", "applicant", most=2, main=True),
            move("reject", "Tolak", ["FILED"], "REJECTED", "village", needs=["TEXT"]),
            move("withdraw", "Tarik permohonan", ["FILED", "RETURNED"], "GONE", "applicant", tone="danger", icon="close"),
        ],
        "clocks": clocks,
    }  # fmt: skip


def open_home(at: datetime = MONDAY) -> packs.PackVersion:
    """Install and open the service."""
    version = packs.install(files=home_files(), by=SYSTEM, at=at)
    packs.open_service(pack_id=HOME, by=SYSTEM, at=at)
    return version


def photo(shade: int = 120) -> SimpleUploadedFile:
    """A small picture as a browser sends it; each shade is another file."""
    out = BytesIO()
    Image.new("RGB", (64, 48), (shade, 60, 30)).save(out, "JPEG")
    return SimpleUploadedFile("ktp.jpg", out.getvalue(), content_type="image/jpeg")
