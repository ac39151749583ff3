"""Years of invented assessments, in every state; each says that it is an example. Real published figures are not touched."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.evaluation import demo_field
from balai.domains.evaluation.actions import assessing, giving_levels, opening
from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.models import Assessment, Edition
from balai.domains.evaluation.queries.assessments import definition_of
from balai.domains.evaluation.terms import Side
from balai.engine.evidence import public as evidence
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, officers
from balai.foundation.actor import SYSTEM, Actor

NOTE = "Contoh: nilai dan alasannya rekaan, untuk memperlihatkan cara kerjanya. Indeks Batang yang sesungguhnya tidak ditemukan."
# component or row -> level in the first year and what it gains a year
KOMINFO = {
    "BASELINE": ("2.40", "0.15"), "OUTPUT_POLICY": ("2.80", "0.12"), "OUTPUT_BODY": ("2.50", "0.14"), "OUTPUT_BUDGET": ("2.20", "0.10"),
    "OUTCOME": ("2.60", "0.13"), "GOVERNANCE": ("2.75", "0.12"), "BRANDING": ("2.25", "0.10"), "ECONOMY": ("2.30", "0.15"),
    "LIVING": ("2.40", "0.12"), "SOCIETY": ("2.50", "0.12"), "ENVIRONMENT": ("2.45", "0.08"), "QUICK_WIN": ("2.70", "0.09"),
}  # fmt: skip
# Where the assessor of the running year says otherwise, and why.
OTHERWISE = {
    "BRANDING": ("-0.50", "Destinasi daring belum diperbarui sejak tahun lalu."),
    "OUTPUT_BUDGET": ("-0.30", "Dua program prioritas tidak punya pagu pada DPA."),
    "QUICK_WIN": ("0.20", "Minggon Jatinan dinilai terlalu rendah: pengunjungnya tercatat rutin."),
    "SOCIETY": ("-0.15", "Bukti pelatihan hanya dari dua kecamatan."),
}
# title, day of the document, link, rows it stands beside
PROOFS = (
    (
        "Perbup Batang 23/2019 tentang masterplan smart city (contoh tautan)",
        date(2019, 6, 1),
        "https://contoh.invalid/perbup-23-2019",
        (("KOMINFO", "2022", "OUTPUT_POLICY"), ("SPBE", "2020", "2"), ("SAKIP", "2021", "P1")),
    ),
    (
        "Rekap kunjungan Minggon Jatinan (contoh tautan)",
        date(2024, 1, 31),
        "https://contoh.invalid/minggon-jatinan",
        (("KOMINFO", "2022", "BRANDING"), ("KOMINFO", "2022", "QUICK_WIN")),
    ),
)
SAKIP = {"DISKOMINFO": (78, 1), "BAPPERIDA": (84, 1), "DINKES": (72, -1), "DINSOS": (66, 2), "DPUPR": (58, 1)}
IKM = {
    "DISDUKCAPIL": (105, 101, 100, 116, 102, 105, 106, 115, 105),
    "DPMPTSP": (98, 95, 92, 112, 99, 101, 103, 104, 97),
}
RESPONDENTS = 29


class Command(BaseCommand):
    """`demo_evaluation`: once; a second run finds its examples and adds nothing."""

    help = "Contoh penilaian dan tinjauan lapangan."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if not Assessment.objects.filter(is_example=True).exists():
            self._tell(now)
        demo_field.tell(at=now)

    def _tell(self, now: datetime) -> None:
        self.offices = {opd.code: opd.pk for opd in organizations.active_opds(on=timezone.localdate(now))}
        self.year = timezone.localdate(now).year
        for year in range(2021, self.year + 1):
            self._kominfo(year, now)
        for number, year in enumerate(range(2021, 2025)):
            self._spbe(year, number, now)
        for year in (self.year - 2, self.year - 1):
            self._sakip(year, now)
        for code, totals in IKM.items():
            given = {f"U{number}": f"{total}/{RESPONDENTS}" for number, total in enumerate(totals, 1)}
            self._assess("IKM", "2017", self.year - 1, code, given, now=now)
        lenses = {"IMPROVEMENT": "3", "COMMUNITY": "2", "SUSTAINABILITY": "2"}
        self._assess("TIGA_SUDUT", "2020", 2020, "DISKOMINFO", lenses, now=now)
        self._broken(now)
        self._prove(now)

    def _kominfo(self, year: int, now: datetime) -> None:
        step = min(year - 2021, 6)
        given = {row: str(Decimal(first) + step * Decimal(gain)) for row, (first, gain) in KOMINFO.items()}
        if year < self.year:
            self._assess("KOMINFO", "sleman" if year < 2022 else "2022", year, "DISKOMINFO", given, now=now)
            return
        row = self._assess(
            "KOMINFO", "2022", year, "DISKOMINFO", given, otherwise=OTHERWISE, stops_at="ASSESSED", now=now
        )
        if row is not None:
            text = "Pembaruan destinasi selesai November; tautannya kami tambahkan sebagai bukti."
            assessing.reply(
                assessment_id=row.pk, row_code="BRANDING", text=text, by=self._officer("DISKOMINFO"), at=now
            )

    def _spbe(self, year: int, number: int, now: datetime) -> None:
        edition = Edition.objects.filter(instrument__code="SPBE", code="2020").first()
        if edition is None:
            return
        rows = definition_of(edition).rows()
        given = {
            row.code: str(min(5, 1 + (place * 7 + number * 23) % 40 // 12 + number // 2))
            for place, row in enumerate(rows)
        }
        self._assess("SPBE", "2020", year, "DISKOMINFO", given, now=now)

    def _sakip(self, year: int, now: datetime) -> None:
        for place, (code, (level, gain)) in enumerate(SAKIP.items()):
            base = level + gain * (year - self.year + 2)
            given = {
                f"{part}{number}": str(min(100, base + 6 - 4 * number + shift))
                for shift, part in zip((2, -3, 4, 0), "PULE", strict=True)
                for number in (1, 2, 3)
            }
            stops_at = "SUBMITTED" if year == self.year - 1 and place == len(SAKIP) - 1 else "FINAL"
            self._assess("SAKIP", "2021", year, code, given, stops_at=stops_at, now=now)

    def _assess(
        self, instrument: str, edition: str, year: int, opd: str, given: Mapping[str, str], *,
        otherwise: Mapping[str, tuple[str, str]] | None = None, stops_at: str = "FINAL", now: datetime,
    ) -> Assessment | None:  # fmt: skip
        """One assessment from its beginning to where it stops; None where the region lacks the agency or the edition."""
        row = Edition.objects.filter(instrument__code=instrument, code=edition).first()
        if row is None or opd not in self.offices:
            return None
        at = min(now, timezone.make_aware(datetime(year, 10, 5, 9))) - timedelta(days=20)
        own, other = self._officer(opd), self._assessor(opd)
        one = opening.open_assessment(
            edition_id=row.pk, year=year, opd_id=self.offices[opd], note=NOTE, is_example=True, by=own, at=now
        )
        levels = {code: (level, "Alasan contoh.") for code, level in given.items()}
        giving_levels.give_levels(
            assessment_id=one.pk, side=Side.SELF, given=levels, version=1, by=own, at=at
        )
        assessing.submit(assessment_id=one.pk, version=2, by=own, at=at + timedelta(days=2))
        if stops_at == "SUBMITTED":
            return one
        theirs = {code: self._other(level, (otherwise or {}).get(code)) for code, level in given.items()}
        giving_levels.give_levels(
            assessment_id=one.pk,
            side=Side.ASSESSOR,
            given=theirs,
            version=3,
            by=other,
            at=at + timedelta(days=9),
        )
        assessing.finish_assessing(assessment_id=one.pk, version=4, by=other, at=at + timedelta(days=10))
        if stops_at == "FINAL":
            assessing.finish(assessment_id=one.pk, version=5, by=other, at=at + timedelta(days=19))
        return one

    def _other(self, level: str, otherwise: tuple[str, str] | None) -> tuple[str, str]:
        if otherwise is None:
            return level, ""
        return str(Decimal(level) + Decimal(otherwise[0])), otherwise[1]

    def _officer(self, code: str) -> Actor:
        people = officers(opd_id=self.offices[code])
        return Actor("OFFICER", people[0], self.offices[code], Role.OPD_ADMIN) if people else SYSTEM

    def _assessor(self, code: str) -> Actor:
        """The inspectorate, or the planners where the inspectorate itself is assessed."""
        office = "INSPEKTORAT" if code != "INSPEKTORAT" else "BAPPERIDA"
        return self._officer(office) if office in self.offices else SYSTEM

    def _prove(self, now: datetime) -> None:
        """One proof beside rows of several instruments: kept once, judged once."""
        row = Assessment.objects.filter(instrument_code="KOMINFO", is_example=True).order_by("-year").first()
        if row is None:
            return
        for title, dated, link, uses in PROOFS:
            proof = evidence.keep(
                about=("ASSESSMENT", row.pk), kind="LINK", title=title, note="Contoh tautan bukti.", dated=dated,
                opd_id=row.opd_id, link=link, by=SYSTEM, at=now,
            )  # fmt: skip
            for instrument, edition, code in uses:
                if Edition.objects.filter(instrument__code=instrument, code=edition).exists():
                    evidence.use_for(
                        evidence_id=proof.pk,
                        instrument=instrument,
                        edition=edition,
                        row=code,
                        by=SYSTEM,
                        at=now,
                    )

    def _broken(self, now: datetime) -> None:
        """An own instrument whose weights do not sum: kept, shown, not used."""
        parts = [
            {"code": "A1", "label": "Kantor desa tersambung internet", "weight": "40"},
            {"code": "A2", "label": "Perangkat desa melayani surat daring", "weight": "35"},
            {"code": "A3", "label": "Data penduduk desa mutakhir", "weight": "20"},
        ]
        keep_edition(
            instrument={"code": "KESIAPAN_DESA", "label": "Kesiapan desa digital (contoh)", "per_opd": False, "order": 90},
            edition={
                "code": "2026", "label": "Rancangan 2026 (contoh)", "valid_from": "2026-01-01", "trust": "Contoh instrumen sendiri; bobotnya sengaja kurang.",
                "scale": {"min": "1", "max": "4"}, "total": "100", "places": 2, "parts": parts,
            },
            is_own=True,
            by=SYSTEM,
            at=now,
        )  # fmt: skip
