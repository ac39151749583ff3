"""Registers: a village learns nothing of its neighbour's people, not even whether they are poor."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.residents import public
from balai.domains.residents.models import Import, PovertyEdition, PovertyEntry, Resident
from balai.domains.residents.tests.factories import applied, officer, person, table, village
from balai.kits.crypto import blind_index

pytestmark = pytest.mark.django_db
OTHER = "33.25.99.2002"


@pytest.fixture
def row():
    """Somebody of Contohsari who is on the list, as the family card is."""
    applied(table([person(1)]))
    found = Resident.objects.get()
    source = Import.objects.get()
    edition = PovertyEdition.objects.create(
        list_code="DTSEN", name="Rekaan", valid_from=timezone.localdate() - timedelta(days=9), source=source
    )
    PovertyEntry.objects.create(
        edition=edition, person_key=found.person_key, family_key=blind_index(found.person["no_kk"])
    )
    village(OTHER, "Misalrejo")
    return found


def asked(row, area_id):
    nik, kk, today = row.person["nik"], row.person["no_kk"], timezone.localdate()
    return (
        public.listed("poverty_list", nik, on=today, area_id=area_id),
        public.listed("poverty_list", "", kk=kk, on=today, area_id=area_id),
        public.listed("DTSEN", nik, kk=kk, on=today, area_id=area_id),
    )


def test_a_village_does_not_sound_out_its_neighbours_people(row):
    assert asked(row, row.area_id) == (True, True, True)
    assert asked(row, OTHER) == (False, False, False)


def test_who_moved_away_is_known_where_he_lives_now(row):
    Resident.objects.update(status="MOVED")
    assert asked(row, OTHER) == (True, True, True)


def test_who_stands_in_no_register_is_still_on_the_list(row):
    Resident.objects.all().delete()
    assert asked(row, OTHER) == (True, True, True)


@pytest.mark.parametrize("name", ["person", "show", "edit", "status"])
def test_a_neighbours_row_is_not_there(client, row, name):
    client.force_login(officer(village(OTHER)))
    url = reverse(f"residents:{name}", args=[row.pk])
    pages = [client.get(url), client.post(url, {"purpose": "SERVICE", "reason": "Pemeriksaan rekaan"})]
    absent = client.get(reverse("residents:person", args=[row.pk + 999]))
    assert {page.status_code for page in pages} <= {404, 302} and absent.status_code == 404
    assert not any(row.name in page.content.decode() for page in pages)


def test_a_neighbours_number_is_found_as_little_as_nobodys(client, row):
    client.force_login(officer(village(OTHER)))
    pages = [
        client.post(reverse("residents:list"), {"q": number}).content.decode()
        for number in (row.person["nik"], "9933020101990099")
    ]
    assert row.name not in pages[0]
    assert pages[0].count("<li") == pages[1].count("<li")


@pytest.mark.parametrize("name", ["import", "columns", "work", "progress", "repair", "changes", "faults"])
def test_a_neighbours_file_is_not_there(client, row, name):
    client.force_login(officer(village(OTHER)))
    url, made = reverse(f"residents:{name}", args=[Import.objects.get().pk]), Import.objects.get()
    assert client.get(url).status_code == 404
    assert client.post(url, {"work": "UNDO", "row": "2", "place": "0", "text": "x"}).status_code == 404
    made.refresh_from_db()
    assert made.state == "APPLIED"


@pytest.mark.parametrize("place", ["--5", "-1", "9" * 5000, "²", "٣", "", "\0"])
def test_an_odd_place_of_a_cell_is_no_fault_of_ours(client, row, place):
    client.force_login(officer())
    url = reverse("residents:repair", args=[Import.objects.get().pk])
    for form in ({"row": "2", "place": place, "text": "a\0b"}, {"row": place, "place": "0"}):
        assert client.post(url, {**form, "back": "//evil.example/"}).status_code == 302
        assert "evil" not in client.post(url, {**form, "back": "//evil.example/"})["Location"]
