"""A burst begins, is joined by one tap, is answered at once and ends by time; no clock is ever touched."""

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.burst.noticing import notice_bursts
from balai.domains.citizen_reports.burst.showing import bursts_now
from balai.domains.citizen_reports.burst.tasks import look_for_bursts
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_burst import Burst, BurstSupport
from balai.domains.citizen_reports.tests.factories import DESA, file, make_opd, make_parameter
from balai.engine.cases.public import Case
from balai.engine.journal.public import Entry
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user

pytestmark = pytest.mark.django_db
CLOCKS = ("citizen_due_at", "citizen_stopped_at", "holder_due_at", "next_check_at", "state", "version")


@pytest.fixture
def now() -> datetime:
    make_parameter("citizen_reports.burst", {"reports": 3, "hours": 6, "lasts_hours": 24})
    return timezone.now()


@pytest.fixture
def burst(now) -> Burst:
    flood(3, now)
    notice_bursts(at=now)
    return Burst.objects.get()


def flood(count: int, at: datetime, **more) -> list[Report]:
    return [
        file(
            text=f"Banjir masuk rumah warga, nomor {n}.", area_code=DESA, at=at - timedelta(minutes=n), **more
        )
        for n in range(count)
    ]


def clocks() -> list[tuple]:
    return sorted(Case.objects.values_list("pk", *CLOCKS))


def test_it_begins_at_the_threshold_and_only_once(now):
    flood(2, now)
    assert notice_bursts(at=now) == 0
    flood(1, now)
    before = clocks()
    assert [notice_bursts(at=now), notice_bursts(at=now)] == [1, 1]
    burst = Burst.objects.get()
    assert (burst.area_id, burst.reports) == (DESA[:8], 3)
    assert Entry.objects.filter(code="BURST_BEGAN").count() == 1
    assert clocks() == before


def test_the_task_looks_by_itself(now):
    flood(3, now)
    look_for_bursts.call()
    assert Burst.objects.filter(ended_at=None).count() == 1


def test_old_and_secret_reports_do_not_count(now):
    flood(2, now)
    flood(1, now - timedelta(hours=7))
    flood(2, now, identity="CONFIDENTIAL")
    assert notice_bursts(at=now) == 0


def test_a_new_wave_prolongs_it_and_silence_ends_it(burst, now):
    later = now + timedelta(hours=5)
    flood(2, later)
    notice_bursts(at=later)
    burst.refresh_from_db()
    assert (burst.reports, burst.ends_at) == (5, later + timedelta(hours=24))
    before = clocks()
    assert notice_bursts(at=later + timedelta(hours=25)) == 0
    assert Burst.objects.get().ended_at is not None
    assert bursts_now(at=later + timedelta(hours=25)) == []
    assert clocks() == before


def tap(client, burst: Burst, device: str = "gawai-rekaan-1"):
    return client.post(reverse("citizen_reports:burst_support", args=[burst.pk]), {"device": device})


def test_one_device_counts_once_also_when_it_forgets_its_cookie(client, burst):
    assert "Saya juga" in client.get(reverse("citizen_reports:home")).content.decode()
    for _ in range(2):
        assert tap(client, burst).status_code == 302
    client.cookies.clear()
    tap(client, burst)
    assert BurstSupport.objects.count() == 1
    client.cookies.clear()
    tap(client, burst, "gawai-rekaan-2")
    burst.refresh_from_db()
    assert (burst.supports, burst.people) == (2, 5)
    assert Report.objects.count() == 3
    assert "gawai" not in "".join(BurstSupport.objects.values_list("mark", flat=True))


def test_one_block_of_addresses_cannot_tap_without_end(client, burst, monkeypatch):
    monkeypatch.setattr("balai.domains.citizen_reports.burst.views.MOST_SUPPORTS", 2)
    cache.clear()
    for n in range(5):
        client.cookies.clear()
        tap(client, burst, f"gawai-{n}")
    assert BurstSupport.objects.count() == 2


def test_what_is_over_is_joined_no_more(client, burst):
    Burst.objects.update(ended_at=timezone.now())
    tap(client, burst)
    assert BurstSupport.objects.count() == 0
    assert client.post(reverse("citizen_reports:burst_support", args=[9999])).status_code == 404


@pytest.fixture
def admin(client, burst):
    user = make_user(Role.OPD_ADMIN, email="admin.rekaan@contoh.invalid", opd=Case.objects.first().holder)
    client.force_login(user)
    return user


def act(client, burst: Burst, what: str, **data):
    return client.post(reverse("citizen_reports:burst_act", args=[burst.pk, what]), data, follow=True)


def test_an_officer_answers_all_at_once(client, burst, admin):
    page = client.get(reverse("citizen_reports:bursts")).content.decode()
    assert "3 kasus terbuka pada Anda" in page
    act(client, burst, "jawab", text="Pompa sudah kami kirim ke lokasi.")
    assert Case.objects.filter(answered_at=None).count() == 0
    assert Entry.objects.filter(code="CASE_REPLIED").count() == 3


def test_an_officer_merges_all_and_ends_it(client, burst, admin):
    act(client, burst, "satukan")
    assert sorted(Case.objects.values_list("members", flat=True)) == [0, 0, 2]
    before = clocks()
    act(client, burst, "akhiri")
    assert Burst.objects.get().ended_at is not None
    assert clocks() == before


def test_an_agency_without_a_case_in_it_does_not_end_it(client, burst):
    client.force_login(
        make_user(Role.OPD_ADMIN, email="lain.rekaan@contoh.invalid", opd=make_opd("DINAS_LAIN"))
    )
    act(client, burst, "akhiri")
    assert Burst.objects.get().ended_at is None


def test_what_was_typed_comes_back_with_the_refusal(client, burst, admin):
    page = act(client, burst, "jawab", text="ya").content.decode()
    assert ">ya</textarea>" in page
    assert Entry.objects.filter(code="CASE_REPLIED").count() == 0
