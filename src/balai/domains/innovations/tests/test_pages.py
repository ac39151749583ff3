"""Pages translate: who sees what, what was typed stays, and lists ask a bounded number of questions."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.actions.stewards import appoint_steward
from balai.domains.innovations.actions.usage import close_source
from balai.domains.innovations.chapter import write
from balai.domains.innovations.models import Alarm, Innovation, LifeChange
from balai.domains.innovations.queries.overview import lights
from balai.domains.innovations.queries.survival import Lived, lived
from balai.domains.innovations.terms import Life
from balai.domains.innovations.terms_liveness import Light
from balai.domains.innovations.threads import without_use
from balai.engine.people.public import User
from balai.foundation.actor import SYSTEM
from balai.kits.excel import Sheet, workbook
from balai.kits.testing.queries import assert_bounded
from balai.kits.testing.saving import assert_saved_when_sent_again

from .factories import NOW, TODAY, account, innovation, lead, make_law, source, steadily, used

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def law():
    make_law()


def desk(by) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def many(count: int) -> None:
    """Innovations of as many agencies, fading, measured, with alarms and without a steward."""
    start = Innovation.objects.count()
    for number in range(start, start + count):
        one = innovation(
            f"Rekaan {number}", opd=f"UJI-{number}", age=220, odd=["Tidak punya nomor register."]
        )
        source(one)
        used(one, steadily(40, days=30, until=TODAY - timedelta(days=190)))
    measure(at=NOW)
    raise_due(at=NOW)


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["", "daftar/", "kelangsungan/", "ganjil/", "pelajaran/", "alarm/", "serah-terima/"]
)
def test_lists_ask_a_bounded_number_of_questions(path):
    assert_bounded(desk(lead()), f"/inovasi/{path}", many, most=45)


def test_names_of_officers_are_for_who_keeps_the_innovation():
    one, by = innovation(initiator_name="Pencetus Rekaan"), account()
    appoint_steward(innovation_id=one.pk, user_id=by.user_id, by=by, at=NOW)
    name = User.objects.get(pk=by.user_id).full_name
    url = f"/inovasi/{one.pk}/"
    seen = {who: client.get(url).content.decode() for who, client in (("all", Client()), ("own", desk(by)))}
    assert [(name in page, "Pencetus Rekaan" in page) for page in seen.values()] == [
        (False, False),
        (True, True),
    ]
    assert desk(account("LAIN")).get(f"{url}ubah/").status_code == 403
    assert "/akhiri/" not in seen["own"] and "/akhiri/" in desk(lead()).get(url).content.decode()


def test_a_refused_answer_keeps_what_was_typed():
    many(1)
    alarm = (
        Alarm.objects.get(kind="FADING")
        if Alarm.objects.filter(kind="FADING").exists()
        else Alarm.objects.first()
    )
    client = desk(lead())
    answer = client.post(
        f"/inovasi/alarm/{alarm.pk}/", {"text": "Loket dibuka lagi besok pagi", "promised": ""}
    )
    assert (answer.status_code, "Loket dibuka lagi besok pagi" in answer.content.decode()) == (422, True)
    late = client.post(f"/inovasi/alarm/{alarm.pk}/", {"until": "2020-01-01", "why": "Petugas sedang diklat"})
    assert (late.status_code, "Petugas sedang diklat" in late.content.decode()) == (422, True)
    alarm.refresh_from_db()
    assert (alarm.answered_at, alarm.postponed_times) == (None, 0)


def test_two_officers_who_save_at_once():
    one, by = innovation(), account()
    client = desk(by)
    given = {
        "name": "Nama baru", "stage": "TRIAL", "origin": "OPD", "form": "PUBLIC_SERVICE", "rhythm": "DAILY",
        "is_digital": "1", "opd_id": one.opd_id, "version": one.version,
    }  # fmt: skip
    first = client.post(f"/inovasi/{one.pk}/ubah/", given)
    assert first.status_code == 302, first.context["form"].errors
    assert_saved_when_sent_again(client, f"/inovasi/{one.pk}/ubah/", {**given, "name": "Nama kedua"})
    one.refresh_from_db()
    assert (one.name, one.version) == ("Nama kedua", 3)


def test_a_file_is_looked_at_before_it_comes_in():
    client = desk(lead())
    data = workbook(Sheet("Daftar", ["Judul", "SKPD"], [["Antrean rekaan", "Entah"]]))
    file = SimpleUploadedFile("register.xlsx", data)
    sent = client.post("/inovasi/muat/", {"file": file, "year": 2021})
    page = client.get(sent.url).content.decode()
    assert "OPD “Entah” tidak dikenal." in page and not Innovation.objects.exists()
    client.post(sent.url)
    client.post(sent.url)
    assert list(Innovation.objects.values_list("name", "opd_text")) == [("Antrean rekaan", "Entah")]
    client.post(sent.url, {"undo": "1"})
    assert not Innovation.objects.exists()


def test_a_year_that_is_over_is_judged_by_its_last_day():
    """Alive at the end of 2025, dead now: the light of 2025 stays, that of 2026 does not."""
    ones = [
        innovation(f"Rekaan {n}", age=600, cohort_year=2024, launch_date=date(2024, 10, 18)) for n in range(3)
    ]
    for one in ones:
        LifeChange.objects.bulk_create(
            LifeChange(innovation=one, day=day, life=life)
            for day, life in ((date(2025, 2, 1), "ALIVE"), (date(2026, 5, 1), "DEAD"))
        )
    found = {year: lights(year, on=TODAY)[0].standing for year in (2025, 2026)}
    assert (found[2025].light, found[2025].kept, found[2025].cohort) == (Light.YELLOW, 3, 3)
    assert (found[2026].light, found[2026].kept) == (Light.RED, 0)


def test_one_whose_sources_were_all_closed_stays_in_the_curve_until_that_day():
    closed, half, never = (innovation(name, age=300) for name in ("Tutup", "Setengah", "Belum pernah"))
    sources = [source(closed), source(half)]
    source(half)
    for one in (closed, half):
        used(one, steadily(40, days=300))
    measure(at=NOW)
    for row in sources:
        close_source(source_id=row.pk, by=SYSTEM, at=NOW)
    later = NOW + timedelta(days=60)
    used(half, steadily(40, days=60, until=later.date()))
    measure(at=later)
    lives = {one.name: one.liveness.life for one in Innovation.objects.select_related("liveness")}
    assert (lives["Tutup"], lives[never.name]) == (Life.UNMEASURED, Life.UNMEASURED)
    found = lived(on=later.date())
    assert sorted(row.days for row in found) == [300, 360] and not any(row.is_dead for row in found)
    assert lived(on=later.date(), without={half.pk}) == [Lived("DINAS-CONTOH", 2025, 300, is_dead=False)]


def test_the_yearly_chapter_says_who_must_act():
    many(1)
    blocks = write("2026", TODAY)
    assert "1 merah" in blocks[0].text
    tables = {block.headings[0:2]: block.rows for block in blocks if hasattr(block, "headings")}
    assert tables["Inovasi", "Mengapa"][0][0] == "Rekaan 0"
    assert write("semua", TODAY) == []


def test_without_use_is_what_was_never_counted():
    idle, alive, ended = (
        innovation("Tak pernah dihitung"),
        innovation("Dipakai sekali"),
        innovation("Sudah usai"),
    )
    used(alive, {TODAY: 1})
    Innovation.objects.filter(pk=ended.pk).update(ended_on=TODAY)
    assert list(without_use()) == [str(idle.pk)]
