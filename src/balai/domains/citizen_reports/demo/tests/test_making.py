"""A small demonstration on the real region, through the real actions."""

import itertools
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from balai.domains.citizen_reports.demo import alive
from balai.domains.citizen_reports.demo.making import make_demo
from balai.domains.citizen_reports.demo.people import PASSWORD, demo_signins
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_burst import Burst
from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case
from balai.engine.gate.public import Ban
from balai.engine.journal import public as journal
from balai.engine.notices.public import Notice
from balai.engine.organizations.public import load_region
from balai.engine.people.public import User
from balai.engine.proofs.public import Capture, Verdict
from balai.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REPORTS = 30


@pytest.fixture
def region() -> None:
    load_region(folder=Path(settings.REGIONS_DIR) / "batang", by=SYSTEM, at=timezone.now())


def test_a_small_demonstration_holds_the_promises_of_the_case_engine(
    region: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is going on right now belongs to halls of some size; here it is wanted in a small one.
    monkeypatch.setattr(alive, "_SHARE", 1)
    until = timezone.now()
    states = make_demo(reports=REPORTS, days=60, seed=3, until=until)
    assert sum(states.values()) == REPORTS == Report.objects.count()
    assert len(states) >= 5
    _check_what_is_at_work(until)
    for case in Case.objects.all():
        assert case.snapshot() == cases.replayed(case)
        spans = cases.holder_spans(case, until=until)
        assert spans[0].since == case.opened_at
        assert all(one.until == next_.since for one, next_ in itertools.pairwise(spans))
        entries = journal.history(subject=("case", case.pk))
        moments = [entry.at for entry in entries if entry.by_kind != "SYSTEM"]
        assert all(earlier < later for earlier, later in itertools.pairwise(moments))
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
        assert entries[-1].at < until
    assert journal.verify(lambda *_: None) == []
    assert journal.count_unsealed() == 0
    assert not Notice.objects.filter(sent_at=None, at__lt=until - timedelta(days=1)).exists()
    emails = [email for _, email, _ in demo_signins()]
    assert User.objects.filter(email__in=emails, is_active=True).count() == len(emails)
    assert User.objects.get(email=emails[0]).check_password(PASSWORD)


def _check_what_is_at_work(until: datetime) -> None:
    """A burst, a family, a doubtful proof beside its look-alike, wishes and a ban."""
    burst = Burst.objects.get(ended_at=None)
    assert burst.reports >= 10 and burst.supports > 0
    assert Case.objects.get(members__gt=0).kin.count() == 2
    assert {wish.wish for wish in PrivacyWish.objects.filter(decided_at=None)} == {"PLACE", "TEXT"}
    assert Capture.objects.filter(proof__verdict=Verdict.WAITING, look_alike__isnull=False).exists()
    ban = Ban.objects.get()
    assert ban.lifted_at is None and ban.expires_at > until


def test_a_hall_with_reports_is_left_alone(region: None) -> None:
    make_demo(reports=2, days=10, seed=1, until=timezone.now())
    with pytest.raises(CommandError, match="--more"):
        call_command("demo", reports=2)
    assert Report.objects.count() == 2


def test_without_a_region_nothing_is_made() -> None:
    with pytest.raises(CommandError, match="load-region"):
        call_command("demo", reports=2)
    assert not User.objects.exists()
