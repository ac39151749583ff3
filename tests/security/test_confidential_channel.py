"""The accused agency reads every door before and after a confidential report about it came in: nothing may differ.

The one thing that grows is the number of the next report. It tells nothing: the same numbers go to applications, duties,
ideas and withheld reports, and a gap names neither an agency nor a subject.
"""

import re
import time
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import PLACE, file, make_opd, officer, photo
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal.public import run_followers, seal
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN

from .doors import PUBLIC, body_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WORDS = "Petugas loket rekaan minta uang pelicin kepada warga."
DESK = (
    "/petugas/", "/petugas/?tab=all", "/petugas/?q=pelicin", "/petugas/ekspor.xlsx", "/petugas/bukti-lapangan/",
    "/petugas/permintaan-perbaikan/",
    "/pimpinan/", "/arahan/", "/pemberitahuan/", "/petugas/aturan/", "/petugas/kejadian/", "/statistik/", "/laporan/?opd=TERDAKWA",
    "/api/reports?opd=TERDAKWA", "/api/reports?q=pelicin", "/simpul/?q=pelicin",
)  # fmt: skip
ACCUSED = [Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.AUDITOR, Role.COORDINATOR]
# What differs between two answers to the same question anyway.
_PASSING = re.compile(
    r"X-CSRFToken\": \"\w+|csrfmiddlewaretoken\" value=\"[^\"]+|nonce=\"[^\"]+|nonce-[\w=+/-]+|<time[^>]*>[^<]*</time>|<updated>[^<]*</updated>|\d+ (?:detik|menit)[^<]*"
)


@pytest.fixture
def town():
    """An ordinary report, an accused agency, everybody who works there."""
    file(text="Jalan rekaan berlubang di depan balai.")
    accused = make_opd("TERDAKWA")
    people = {}
    for role in ACCUSED:
        client = Client()
        client.force_login(make_user(role, email=f"{role}@contoh.invalid", opd=accused))
        people[role] = client
    return accused, {**people, "VISITOR": Client()}


def _secret(accused):
    kept = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    return file(text=WORDS, identity="CONFIDENTIAL", accused_opd_id=accused.pk, photos=[kept])


def _seen(people, addresses):
    return {
        (who, address): _PASSING.sub("…", _text(client, address))
        for who, client in people.items()
        for address in addresses
    }


def _text(client, address):
    if not address.endswith(".xlsx"):
        return "{} {}".format(*body_of(client, address))
    answer = client.get(address)
    if answer.status_code != 200:
        return str(answer.status_code)
    with zipfile.ZipFile(
        BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    ) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def _first_difference(one, other):
    at = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return one[max(0, at - 60) : at + 60], other[max(0, at - 60) : at + 60]


def _settle():
    seal(at=timezone.now())
    run_followers(at=timezone.now())


def test_no_door_says_that_it_exists(town):
    accused, people = town
    _settle()
    ordinary = Report.objects.get()
    general = tuple(
        address.format(number=number_of(ordinary), area=ordinary.area_id)
        for address in PUBLIC
        if "{key}" not in address
    )
    visitor = {"VISITOR": people["VISITOR"]}
    desks = {who: people[who] for who in (Role.OPD_ADMIN, Role.COORDINATOR)}
    before = {**_seen(visitor, general), **_seen(desks, DESK)}
    report = _secret(accused)
    cases.accept(case_id=report.pk, by=officer(report.case.holder), at=timezone.now())
    cases.remark(
        case_id=report.pk, text=WORDS, is_public=True, by=officer(report.case.holder), at=timezone.now()
    )
    _settle()
    after = {**_seen(visitor, general), **_seen(desks, DESK)}
    assert {
        door: _first_difference(before[door], after[door]) for door in before if before[door] != after[door]
    } == {}
    assert not Notice.objects.filter(user__opd=accused).exists()
    # The comparison sees what it should see: an ordinary report shows at once.
    file(text="Lampu jalan rekaan padam.")
    few = ("/laporan/", "/laporan.csv", "/laporan.atom", "/api/reports")
    assert [door for door, text in _seen(visitor, few).items() if text == after[door]] == []


OWN = (
    "/petugas/kasus/{key}/", "/petugas/laporan/{key}/kontak/", "/petugas/kasus/{key}/foto/{token}/", "/laporan/{number}/",
    "/api/reports/{number}", "/api/reports/{number}/thread", "/open311/v2/requests/{number}.json", "/berkas/{token}.jpg", "/berkas/{token}-k.jpg",
    "/petugas/kasus/{key}/serupa/", "/petugas/lapangan/{key}/",
)  # fmt: skip


def test_its_own_addresses_answer_as_if_it_were_not_there(town):
    """The same status and the same words as for a number and a photo that nobody ever had."""
    accused, people = town
    report = _secret(accused)
    document = report.case.attachments.get().document
    nobody = {"key": report.pk + 5000, "token": "0" * 32, "number": number_of(report)[:-6] + "005001"}
    real = {"key": report.pk, "token": document.token, "number": number_of(report)}
    told = []
    for who, client in people.items():
        for address in OWN:
            answers = [_PASSING.sub("…", _text(client, address.format(**given))) for given in (nobody, real)]
            same = (
                answers[0]
                .replace(str(nobody["number"]), "N")
                .replace(str(nobody["key"]), "K")
                .replace(nobody["token"], "T")
            )
            own = (
                answers[1]
                .replace(str(real["number"]), "N")
                .replace(f"/{real['key']}/", "/K/")
                .replace(real["token"], "T")
            )
            if same != own:
                told.append((who, address, _first_difference(same, own)))
    assert told == []


def test_acts_on_it_are_refused_as_on_nothing(town):
    accused, people = town
    report = _secret(accused)
    token = report.case.attachments.get().document.token
    for who in ACCUSED:
        for what in ("terima", "jawab", "tugaskan", "tolak", "catat"):
            address = "/petugas/kasus/{}/{}/"
            statuses = {
                people[who].post(address.format(key, what), {"text": WORDS}).status_code
                for key in (report.pk, report.pk + 5000)
            }
            assert len(statuses) == 1, (who, what)
        cover = people[who].post(reverse("cases:cover", args=[report.pk, token]), {"withhold": "1"})
        assert cover.status_code in {403, 404}


def test_asking_whether_it_was_reported_before_does_not_find_it(town):
    accused, people = town
    given = {"text": WORDS, "latitude": PLACE[0], "longitude": PLACE[1]}
    before = people["VISITOR"].post(reverse("citizen_reports:alike"), given).content
    _secret(accused)
    assert people["VISITOR"].post(reverse("citizen_reports:alike"), given).content == before


def test_the_answer_takes_as_long_as_that_for_nothing(town):
    """Processor time, the best of many in turns: a look that takes longer would tell."""
    accused, people = town
    report = _secret(accused)
    for client, address, real, nobody in (
        (people[Role.OPD_ADMIN], "/petugas/kasus/{}/", report.pk, report.pk + 5000),
        (people["VISITOR"], "/laporan/{}/", number_of(report), number_of(report)[:-6] + "005001"),
    ):
        spent = {real: [], nobody: []}
        for _ in range(12):
            for key, times in spent.items():
                began = time.process_time()
                assert client.get(address.format(key)).status_code == 404
                times.append(time.process_time() - began)
        assert 0.6 < min(spent[real]) / min(spent[nobody]) < 1.6, address
