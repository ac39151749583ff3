"""A year of invented use for real and invented innovations, in every kind of fate; each says that it is an example."""

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.ending import end_innovation
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.actions.rating import state_rating
from balai.domains.innovations.actions.registering import register_innovation
from balai.domains.innovations.actions.stewards import appoint_steward
from balai.domains.innovations.actions.usage import add_source
from balai.domains.innovations.demo_examples import EXAMPLES, STORY
from balai.domains.innovations.demo_maturity import tell
from balai.domains.innovations.models import Innovation, LifeChange, UsageDay
from balai.engine.organizations import public as organizations
from balai.engine.people.public import officers
from balai.foundation.actor import SYSTEM

SEED = 1998


class Command(BaseCommand):
    """`demo_innovations`: once; a second run finds its examples and adds nothing."""

    help = "Contoh pemakaian inovasi."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Innovation.objects.filter(is_example=True).exists():
            return
        now, chance = timezone.now(), random.Random(SEED)
        today = timezone.localdate(now)
        offices = {opd.code: opd.pk for opd in organizations.active_opds(on=today)}
        days: list[UsageDay] = []
        for example in EXAMPLES:
            if example[1] in offices:
                days += self._make(example, offices[example[1]], today, now, chance)
        for told in STORY:
            if told[1] in offices:
                days += self._tell(told, offices[told[1]], today, now, chance)
        UsageDay.objects.bulk_create(days, batch_size=2000)
        self._connect(now, offices)
        self._remember(today)
        self._rate(today, now, chance)
        measure(at=now)
        raise_due(at=now)
        tell(at=now)

    def _make(
        self, example: tuple[Any, ...], opd_id: int, today: date, now: Any, chance: random.Random
    ) -> list[UsageDay]:
        name, _code, rhythm, target, age, uses, quality, has_steward = example
        launch = today - timedelta(days=age)
        given = {
            "name": name, "opd_id": opd_id, "stage": "ADOPTED", "origin": "OPD", "form": "PUBLIC_SERVICE", "is_digital": quality != 80,
            "trial_date": launch, "rhythm": rhythm, "expected_per_window": target, "source_class": "OPD", "budget_year": today.year,
            "budget_percent": 100, "decree_until": today.replace(month=12, day=31),
        }  # fmt: skip
        one = register_innovation(given=given, by=SYSTEM, at=now)
        Innovation.objects.filter(pk=one.pk).update(is_example=True)
        kind = "APPLICATION" if quality == 100 else "TALLY"
        add_source(innovation_id=one.pk, kind=kind, label="Catatan contoh", by=SYSTEM, at=now)
        people = officers(opd_id=opd_id)
        if has_steward and people:
            appoint_steward(
                innovation_id=one.pk, user_id=people[0], by=SYSTEM, at=now - timedelta(days=age % 40)
            )
        counted = ((launch + timedelta(days=day), uses(day, chance)) for day in range(age))
        return [
            UsageDay(innovation=one, day=day, quality=quality, amount=amount)
            for day, amount in counted
            if amount > 0
        ]

    def _tell(
        self,
        told: tuple[str, str, int, int | None, int],
        opd_id: int,
        today: date,
        now: Any,
        chance: random.Random,
    ) -> list[UsageDay]:
        """One of the years before: used every week since its launch, or until people stayed away."""
        name, _code, age, last, people = told
        launch = today - timedelta(days=age)
        given = {
            "name": name, "opd_id": opd_id, "stage": "ADOPTED", "origin": "OPD", "form": "PUBLIC_SERVICE",
            "is_digital": True, "trial_date": launch, "rhythm": "WEEKLY", "expected_per_window": people * 8,
            "budget_year": today.year, "budget_percent": 100, "decree_until": today.replace(month=12, day=31),
            "result_label": "Warga terlayani", "result_unit": "orang", "result_target": people * 52,
            "result_value": people * 48, "result_measured_on": today - timedelta(days=60),
        }  # fmt: skip
        one = register_innovation(given=given, by=SYSTEM, at=now)
        Innovation.objects.filter(pk=one.pk).update(is_example=True)
        add_source(innovation_id=one.pk, kind="APPLICATION", label="Catatan contoh", by=SYSTEM, at=now)
        keepers = officers(opd_id=opd_id) if last is None else []
        if keepers:
            appoint_steward(
                innovation_id=one.pk, user_id=keepers[0], by=SYSTEM, at=now - timedelta(days=age % 20)
            )
        changes = (
            [(0, "NEW"), (90, "ALIVE")]
            if last is None
            else [(0, "NEW"), (90, "ALIVE"), (last + 240, "DORMANT")]
        )
        LifeChange.objects.bulk_create(
            LifeChange(innovation=one, day=launch + timedelta(days=after), life=life)
            for after, life in changes
            if after < age
        )
        return [
            UsageDay(
                innovation=one,
                day=launch + timedelta(days=after),
                quality=100,
                amount=round(people * chance.uniform(0.8, 1.2)),
            )
            for after in range(1, last or age, 7)
        ]

    def _connect(self, now: Any, offices: dict[str, int]) -> None:
        """The services of this house are use of innovations, too: nothing is invented there but the applications."""
        chosen = (
            ("e-Sakti: santunan kematian (contoh)", "DINSOS", "SERVICE", "santunan-kematian"),
            ("Laporan warga dengan janji tiga hari (contoh)", "DISKOMINFO", "CASES", "REPORT"),
        )
        for name, code, kind, reference in chosen:
            if code not in offices:
                continue
            given = {
                "name": name, "opd_id": offices[code], "stage": "ADOPTED", "origin": "HEAD", "form": "PUBLIC_SERVICE",
                "is_digital": True, "trial_date": timezone.localdate(now) - timedelta(days=200), "rhythm": "MONTHLY",
            }  # fmt: skip
            one = register_innovation(given=given, by=SYSTEM, at=now)
            Innovation.objects.filter(pk=one.pk).update(is_example=True)
            add_source(
                innovation_id=one.pk,
                kind=kind,
                label="Kasus di Balai",
                reference=reference,
                by=SYSTEM,
                at=now,
            )
        ended = Innovation.objects.filter(is_example=True, name__startswith="Absensi").first()
        if ended is not None:
            end_innovation(
                innovation_id=ended.pk,
                reason="Contoh: digantikan oleh aplikasi kehadiran nasional.",
                lessons="Contoh: tanyakan dahulu apakah pusat sedang membuat hal yang sama.",
                by=SYSTEM,
                at=now,
            )

    def _remember(self, today: date) -> None:
        """The days on which the examples fell asleep, as nightly measurements would have written them."""
        rows = Innovation.objects.filter(is_example=True, name__startswith="Kelas petani")
        LifeChange.objects.bulk_create(
            LifeChange(innovation=one, day=today - timedelta(days=60), life="DORMANT") for one in rows
        )

    def _rate(self, today: date, now: Any, chance: random.Random) -> None:
        """Invented surveys of what is still used; two of the examples nobody ever asked about."""
        asked = {name for name, _opd, _age, last, _people in STORY if last is None}
        asked |= {row[0] for row in EXAMPLES[:2]} | {
            "Minggon Jatinan: pengunjung terhitung (contoh)",
            "Tanggap darurat satu nomor (contoh)",
        }
        for one in Innovation.objects.filter(is_example=True, name__in=asked).order_by("pk"):
            state_rating(
                innovation_id=one.pk,
                day=today - timedelta(days=30),
                index=Decimal(chance.randrange(7800, 9200)) / 100,
                respondents=chance.randrange(30, 90),
                source="Survei contoh, bukan hasil sungguhan",
                is_third_party=True,
                by=SYSTEM,
                at=now,
            )
