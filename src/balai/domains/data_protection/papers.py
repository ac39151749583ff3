"""Letters of the room: the answer to a request, and the two of a breach. Set by the letterpress, unsigned: who sends them signs."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.domains.data_protection.models import DataRequest, Incident
from balai.domains.data_protection.queries.processing import contact
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import (
    GROUND_LABELS,
    RIGHT_ARTICLES,
    RIGHT_LABELS,
    STEP_LABELS,
    Ground,
    Right,
    Step,
)
from balai.engine.documents.public import logo, typeset
from balai.engine.organizations import public as organizations

_TEMPLATE = Path(__file__).with_name("letter.typ")


def outcome_letter(row: DataRequest) -> bytes:
    """The answer to a request as PDF."""
    case, right = row.case, Right(row.right)
    facts = [
        ("Nomor", f"DP-{row.pk}"),
        ("Yang diminta", RIGHT_LABELS[right]),
        ("Diterima", _moment(case.opened_at)),
        ("Dijawab", _moment(row.decided_at)),
        ("Hasil", STEP_LABELS[Step(case.step)]),
    ]
    if row.ground:
        facts.append(("Dasar", GROUND_LABELS[Ground(row.ground)]))
    body = [
        f"Sesuai UU 27/2022 Pasal {RIGHT_ARTICLES[right]}, permintaan Anda kami jawab sebagai berikut.",
        row.outcome_text,
    ]
    body += [f"Tetap disimpan: {reason}" for _kind, _id, reason in row.kept]
    end = "Bila tidak setuju, sampaikan keberatan lewat tautan pada pesan kami, atau kepada lembaga pelindungan data pribadi."
    return _set("Jawaban atas permintaan data pribadi", facts, [*body, end], at=row.decided_at)


def letter_to_people(row: Incident) -> bytes:
    """What those affected are told (Pasal 46)."""
    body = [
        "Data pribadi Anda terdampak peristiwa berikut. Kami memberitahukannya sebagaimana diwajibkan UU 27/2022 Pasal 46.",
        f"Yang terjadi: {row.what}",
        f"Bagaimana: {row.how}",
        f"Yang kami lakukan: {row.handling}",
        "Yang dapat Anda lakukan: waspadai telepon dan pesan yang menyebut data Anda, dan tanyakan kepada kami bila ragu.",
    ]
    return _set("Pemberitahuan pelanggaran data pribadi", _facts(row), body, at=row.known_at)


def letter_to_agency(row: Incident, *, affected: int) -> bytes:
    """What the supervising agency is told (Pasal 46)."""
    facts = [
        *_facts(row),
        ("Orang terdampak", str(affected)),
        ("Tidak dapat dihubungi", str(row.unreachable)),
    ]
    body = [
        "Kepada lembaga pelindungan data pribadi, sesuai UU 27/2022 Pasal 46 ayat (1).",
        f"Data yang terungkap dan peristiwanya: {row.what}",
        f"Kapan dan bagaimana: {row.how}",
        f"Penanganan dan pemulihan: {row.handling}",
    ]
    return _set("Laporan pelanggaran data pribadi", facts, body, at=row.known_at)


def _facts(row: Incident) -> list[tuple[str, str]]:
    names = [about.name for code in row.purposes if (about := purpose(code))]
    facts = [
        ("Nomor", f"INSIDEN-{row.pk}"),
        ("Diketahui", _moment(row.known_at)),
        ("Terbuka sejak", _moment(row.from_at)),
        ("Sampai", _moment(row.to_at) if row.to_at else "belum berakhir"),
        ("Data dari", ", ".join(names)),
    ]
    return [("Latihan", "YA, INI LATIHAN"), *facts] if row.is_exercise else facts


def _set(title: str, facts: list[tuple[str, str]], body: list[str], *, at: datetime | None) -> bytes:
    day = timezone.localdate(at) if at else timezone.localdate()
    office = organizations.coordinator()
    whom = contact(on=day)
    data: dict[str, Any] = {
        "facts": [list(fact) for fact in facts],
        "body": [part for text in body for part in text.splitlines() if part.strip()],
    }
    about = {
        "number": facts[0][1],
        "date": day.isoformat(),
        "place": organizations.region().short_name,
        "office": {
            "name": office.name,
            "lines": [f"Pemerintah {organizations.region().name}", office.name],
            "address": whom.get("email", ""),
        },
        "signer": {
            "name": whom.get("name", ""),
            "position": "Pejabat pelindungan data pribadi",
            "on_behalf_of": "",
            "rank": "",
            "nip": "",
        },
        "statement": "Dibuat oleh Balai; berlaku setelah ditandatangani atau dikirim dari alamat resmi.",
    }
    source = _TEMPLATE.read_text(encoding="utf-8")
    return typeset(source=source, data=data, title=title, letter=about, at=at, name="letter.typ", logo=logo())


def _moment(at: datetime | None) -> str:
    """`22-11-2026 pukul 09.30`, in the region's time."""
    return timezone.localtime(at).strftime("%d-%m-%Y pukul %H.%M") if at else ""
