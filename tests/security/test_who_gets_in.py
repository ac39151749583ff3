"""What one may not see is not there: by no list, no bulk act, no message, no cache and no log."""

import logging

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.tests.factories import file, make_opd, officer
from balai.engine.cases import public as cases
from balai.engine.cases.models import Watcher
from balai.engine.cases.tidings import tell
from balai.engine.journal.public import history
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.ids import new_tracking_code
from balai.kits.http.logs import SafeRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret():
    """A confidential report that accuses TERDAKWA and is held by Dinas Jalan."""
    return file(identity="CONFIDENTIAL", accused_opd_id=make_opd("TERDAKWA").pk)


# --- many at once


@pytest.mark.parametrize("what", ["terima", "jawab", "tugaskan"])
@pytest.mark.parametrize("same_holder", [True, False])
def test_many_at_once_tells_the_accused_nothing(client, secret, what, same_holder):
    """The refusal is that of a case that does not exist, even when the guess at its holder is right."""
    client.force_login(make_user(Role.OPD_ADMIN, email="terdakwa@contoh.invalid", opd=make_opd("TERDAKWA")))
    other = secret.case.holder if same_holder else make_opd("LAIN")
    user = make_user(Role.FIELD_OFFICER, email="lain@contoh.invalid", opd=other)
    answers = []
    for key in (secret.pk, secret.pk + 1000):
        page = client.post(
            reverse("cases:bulk"),
            {"what": what, "case": key, "user": user.pk, "text": "Jawaban rekaan."},
            follow=True,
        )
        answers.append([str(message) for message in page.context["messages"]])
    assert answers[0] == answers[1] == ["1 kasus tidak diubah: Kasus tidak ditemukan."]
    assert len(history(subject=("case", secret.pk))) == 1


# --- followers


def test_who_may_no_longer_see_a_confidential_case_hears_nothing_of_it(secret):
    holder, now = secret.case.holder, timezone.now()
    stays = make_user(Role.OPD_ADMIN, email="tetap@contoh.invalid", opd=holder)
    moved = make_user(Role.OPD_ADMIN, email="pindah@contoh.invalid", opd=holder)
    for user in (stays, moved):
        cases.watch(case_id=secret.pk, by=actor_of(user), at=now)
    moved.opd = make_opd("TERDAKWA")
    moved.save()
    cases.accept(case_id=secret.pk, by=officer(holder), at=now)
    tell([entry for entry in history(subject=("case", secret.pk)) if entry.code == "CASE_ACCEPTED"])
    assert Watcher.objects.filter(case=secret.case).count() == 2
    assert set(Notice.objects.values_list("user", flat=True)) == {stays.pk}


# --- guessing codes


@pytest.mark.parametrize("address", ["/api/track/{}", "/lacak/{}/"])
def test_who_guesses_codes_is_stopped_before_the_right_one(client, address):
    code = file().case.tracking_code
    for _ in range(20):
        assert client.get(address.format(new_tracking_code())).status_code == 404
    assert client.get(f"/lacak/{code}/").status_code == 429
    assert client.get(f"/api/track/{code}").status_code == 429
    assert client.get(f"/api/track/{code}", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 429


def test_many_visitors_do_not_make_us_forget_who_guesses():
    cache.set("throttle:track:192.0.2.1", 20)
    for number in range(2000):
        cache.set(f"throttle:rekaan:{number}", 1)
    assert cache.get("throttle:track:192.0.2.1") == 20


# --- what stays behind


@pytest.mark.parametrize("address", ["/petugas/", "/petugas/ekspor.xlsx", "/arahan/", "/pimpinan/", "/pemberitahuan/", "/petugas/aturan/"])  # fmt: skip
def test_pages_of_the_office_stay_in_no_cache(client, address):
    file()
    client.force_login(make_user(Role.COORDINATOR, opd=make_opd("KOORDINATOR")))
    page = client.get(address)
    assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")


PATHS = [
    "/lapor/terima/K7M-4Q2-XPD/",
    "/lacak/K7M-4Q2-XPD/",
    "/api/track/K7M-4Q2-XPD",
    "/akun/lupa/1-K7M-4Q2-XPD/",
    "/pemberitahuan/berhenti/K7M-4Q2-XPD/",
    "/berkas/K7M-4Q2-XPD.jpg",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_log_line_holds_a_secret_address(path):
    record = logging.LogRecord("balai.http", logging.INFO, "", 0, "GET %s 200", (path,), None)
    SafeRecord().filter(record)
    assert "4Q2" not in record.getMessage()
