"""What services ask: who lives here, who is on a list; and the lists themselves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from balai.domains.residents import public
from balai.domains.residents.actions.checking import check
from balai.domains.residents.actions.uploading import upload
from balai.domains.residents.actions.working import begin, carry_out
from balai.domains.residents.models import Import, PovertyEdition, PovertyEntry, Resident
from balai.domains.residents.queries import statistics
from balai.domains.residents.tasks import work_on_import
from balai.domains.residents.terms import ImportState, Work
from balai.domains.residents.tests.factories import (
    NOW,
    TODAY,
    applied,
    by,
    csv,
    nik,
    officer,
    person,
    table,
    village,
    work,
)
from balai.engine.journal.public import Entry
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Forbidden
from balai.kits.tasks.worker import drain

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


@pytest.fixture
def agency():
    """The admin of the agency that decides about lists."""
    Parameter.objects.create(code="residents.list_agency", value="DINAS-SOSIAL", valid_from=date(2000, 1, 1))
    return make_user(Role.OPD_ADMIN, email="sosial@contoh.invalid", opd=make_opd("DINAS-SOSIAL"))


def test_somebody_is_found_in_his_own_village_only():
    applied(table([person(1)]))
    row = Resident.objects.get()
    number = row.person["nik"]
    told = public.find(number, area_id=row.area_id)
    assert (told["name"], told["kk"], told["religion"], told["area_id"]) == (
        row.name,
        row.person["no_kk"],
        "Islam",
        row.area_id,
    )
    assert told["sex"] in {"MALE", "FEMALE"} and told["birth_date"] == row.birth_date.isoformat()
    assert public.find(number, area_id=village("33.25.99.2002", "Misalrejo").code) is None
    assert public.find(number, area_id=None) is None
    assert public.find(nik(4242), area_id=row.area_id) is None


def test_a_death_is_written_down_once():
    applied(table([person(1)]))
    row = Resident.objects.get()
    number = row.person["nik"]
    for _ in range(2):
        assert public.mark_dead(number, on=ON, area_id=row.area_id, by=SYSTEM, at=NOW)
    row.refresh_from_db()
    assert (row.status, row.status_date, row.person["status_dasar"]) == ("DEAD", ON, "2")
    assert Entry.objects.filter(code="RESIDENT_DIED").count() == 1
    assert not public.mark_dead(nik(4242), on=ON, area_id=row.area_id, at=NOW)
    assert not public.mark_dead(number, on=ON, area_id=None)


def listed(rows, agency, *, edition="Triwulan I 2026", since=date(2026, 1, 1), code="DTSEN") -> Import:
    """A list of the poor, checked and stored."""
    made = upload(
        data=csv(rows), file_name="dtsen.csv", by=actor_of(agency), at=NOW, today=TODAY, list_code=code,
        edition=edition, valid_from=since,
    )  # fmt: skip
    check(made, today=TODAY)
    begin(import_id=made.pk, work=Work.APPLY, leaves_out=True, then=lambda: None)
    carry_out(import_id=made.pk, by=actor_of(agency), at=NOW, today=TODAY)
    made.refresh_from_db()
    return made


HEAD = ["NO", "NIK", "NO KK", "NAMA", "ALAMAT", "DESA/KELURAHAN", "DESIL"]
CARD = "9933020101000001"


def entry(number: int, decile: str = "2") -> list[str]:
    return ["1", nik(number), CARD, "Contoh", "Jl. Rekaan", "Contohsari", decile]


def test_a_list_holds_from_its_day_and_ends_the_one_before(agency):
    listed([HEAD, entry(1)], agency)
    later = listed([HEAD, entry(2)], agency, edition="Triwulan II 2026", since=date(2026, 4, 1))
    assert [public.listed("DTSEN", nik(1), on=day) for day in (date(2025, 12, 31), ON, date(2026, 4, 1))] == [
        False,
        True,
        False,
    ]
    assert public.listed("DTSEN", nik(2), on=date(2026, 4, 1)) and not public.listed(
        "DTKS", nik(2), on=date(2026, 4, 1)
    )
    assert public.listed("poverty_list", nik(1), on=ON) and public.listed("DTSEN", nik(77), on=ON, kk=CARD)
    assert not public.listed("DTSEN", "", on=ON)
    work_undo(later, agency)
    assert public.listed("DTSEN", nik(1), on=date(2026, 4, 1)) and PovertyEdition.objects.count() == 1


def work_undo(made: Import, agency) -> None:
    begin(import_id=made.pk, work=Work.UNDO, then=lambda: None)
    carry_out(import_id=made.pk, by=actor_of(agency), at=NOW, today=TODAY)
    made.refresh_from_db()
    assert made.state == ImportState.UNDONE


def test_an_edition_that_was_replaced_is_not_undone_first(agency):
    first = listed([HEAD, entry(1)], agency)
    listed([HEAD, entry(2)], agency, edition="Triwulan II 2026", since=date(2026, 4, 1))
    begin(import_id=first.pk, work=Work.UNDO, then=lambda: None)
    carry_out(import_id=first.pk, by=actor_of(agency), at=NOW, today=TODAY)
    first.refresh_from_db()
    assert first.state == ImportState.APPLIED and "lebih baru" in first.problem


def test_the_doctor_looks_at_lists_too(agency):
    made = listed([HEAD, entry(1), entry(1), ["2", "", CARD, "Contoh"], entry(3, "11"), entry(4)], agency)
    told = {(one.row, one.code) for one in made.findings.all()}
    assert told == {(2, "NIK_TWICE"), (3, "NIK_TWICE"), (4, "KEY_MISSING"), (5, "CODE_RANGE")}
    assert PovertyEntry.objects.count() == 1
    assert nik(4) not in str(list(PovertyEntry.objects.values()))


def test_the_pages_of_the_agency(client, agency):
    client.force_login(agency)
    home = reverse("residents:imports")
    assert "Daftar kesejahteraan sosial" in client.get(home).content.decode()
    file = SimpleUploadedFile("dtsen.csv", csv([HEAD, entry(1)]))
    sent = {"file": file, "list_code": "DTSEN", "edition": "Triwulan I 2026", "valid_from": "2026-01-01"}
    assert client.post(home, {**sent, "edition": ""}).status_code == 422
    file.seek(0)
    address = client.post(home, sent)["Location"]
    made = Import.objects.get()
    client.post(
        reverse("residents:columns", args=[made.pk]), {f"column-{p}": c for p, c in made.columns.items()}
    )
    client.post(reverse("residents:work", args=[made.pk]), {"work": "APPLY"})
    page = client.get(address).content.decode()
    assert "Tersimpan" in page and nik(1) not in page
    assert client.get(reverse("residents:list")).status_code == 403
    assert client.get(reverse("residents:template")).status_code == 200


def test_another_agency_and_a_village_do_not_touch_the_lists(client, agency):
    made = listed([HEAD, entry(1)], agency)
    client.force_login(make_user(Role.OPD_ADMIN, email="lain@contoh.invalid", opd=make_opd("LAIN")))
    assert client.get(reverse("residents:imports")).status_code == 403
    client.force_login(officer())
    assert client.get(reverse("residents:import", args=[made.pk])).status_code == 404
    with pytest.raises(Forbidden):
        upload(data=b"x", file_name="x", by=SYSTEM, at=NOW, today=TODAY)


def test_large_files_are_checked_in_the_background(client):
    village()
    client.force_login(officer())
    rows = table((person(n) for n in range(1, 1602)), ["nik", "nama", "sex", "tanggallahir", "no_kk"])
    made = upload(
        data=csv(rows), file_name="besar.csv", by=by(), at=timezone.now(), today=timezone.localdate()
    )
    address = reverse("residents:import", args=[made.pk])
    client.post(
        reverse("residents:columns", args=[made.pk]), {f"column-{p}": c for p, c in made.columns.items()}
    )
    page = client.get(address).content.decode()
    assert "Berkas sedang diperiksa" in page and 'http-equiv="refresh"' in page
    bar = client.get(reverse("residents:progress", args=[made.pk]), headers={"hx-request": "true"})
    assert "dari 1601" in bar.content.decode()
    assert drain() >= 1
    done = client.get(reverse("residents:progress", args=[made.pk]), headers={"hx-request": "true"})
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, address)
    made.refresh_from_db()
    assert (made.state, made.counts["rows"]) == (ImportState.CHECKED, 1601)
    work_on_import.call(made.pk, officer().pk)  # once more is harmless


def test_small_numbers_are_hidden_and_so_is_what_gives_them_away():
    people = [person(n, sex="1", tanggallahir="2001-01-01", nik="0", no_kk="") for n in range(10)]
    people += [person(n, sex="1", tanggallahir="1981-01-01", nik="0", no_kk="") for n in range(10, 17)]
    people += [person(20, sex="1", tanggallahir="1945-01-01", nik="0", no_kk="")]
    applied(table(people))
    numbers = statistics(Resident.objects.first().area_id, on=ON)
    men = [group.men for group in numbers.groups]
    assert men == [0, 0, 10, 0, None, 0, 0, 0, None]
    assert (numbers.people, numbers.men, numbers.women) == (18, 18, 0)


def test_everything_about_a_checked_import_is_work_once(client):
    made = applied(table([person(1)]))
    client.force_login(officer())
    client.post(reverse("residents:work", args=[made.pk]), {"work": Work.APPLY})
    client.post(reverse("residents:work", args=[made.pk]), {"work": "DISCARD"})
    made.refresh_from_db()
    assert (made.state, Resident.objects.count()) == (ImportState.APPLIED, 1)
    assert work(made, Work.UNDO).state == ImportState.UNDONE
