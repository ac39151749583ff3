"""The village counter: clients apart, saved by themselves, faults named, nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.public_services import ports
from balai.domains.public_services.actions.drafts import keep_answers, open_draft
from balai.domains.public_services.models import Application, Draft
from balai.domains.public_services.testing import GRANT, add_paper, make_fund
from balai.domains.public_services.views.candidates import recognisable
from balai.engine.people.public import actor_of
from balai.kits.testing.queries import assert_bounded

FILED = "Almarhum Contoh Budiman"


@pytest.fixture
def now_town(town):
    """The town with a fund of the present year."""
    year = timezone.localdate().year
    if year != town.fund.year:
        make_fund(10_000_000, year=year)
    return town


@pytest.fixture
def clerk(client, now_town):
    client.force_login(now_town.clerk)
    return client


def whole(**more):
    """Answers that can be filed today."""
    died = timezone.localdate() - timedelta(days=3)
    return {
        "deceased_nik": "9901010101500077",
        "deceased_name": FILED,
        "deceased_birth_date": "1950-01-01",
        "family_card": "9901010101100077",
        "death_date": died.isoformat(),
        "heir_nik": "9901014101800078",
        "heir_name": "Ahli Waris Contoh",
        **more,
    }


def begun(client, service=GRANT):
    answer = client.post(reverse("public_services:begin"), {"service": service})
    assert answer.status_code == 302
    return Draft.objects.latest("pk")


def sent(draft, act="simpan", **answers):
    mark = f"k{draft.key.hex[:10]}"
    return {
        "act": act,
        "version": draft.version,
        **{f"{mark}-{code}": value for code, value in answers.items()},
    }


def page_of(draft):
    return reverse("public_services:client", args=[draft.key])


def test_a_client_is_filed_and_the_next_form_is_empty(clerk, now_town):
    draft = begun(clerk)
    add_paper(draft, "family_card_photo")
    add_paper(draft, "house_photo")
    answer = clerk.post(page_of(draft), sent(draft, "ajukan:berikut", **whole()))
    assert answer.headers["Location"] == reverse("public_services:desk")
    filed = Application.objects.get()
    assert (filed.person_name, filed.client_key) == (FILED, draft.key)
    following = begun(clerk)
    page = clerk.get(page_of(following))
    text = page.content.decode()
    for value in whole().values():
        assert value not in text
    assert [one["value"] for one in inputs(text) if one.get("value") and one["type"] == "text"] == []


def inputs(html):
    found = []
    for tag in re.findall(r"<input[^>]*>", html):
        found.append(
            dict(re.findall(r'(\w+)="([^"]*)"', tag)) | {"type": "text"}
            if "type=" not in tag
            else dict(re.findall(r'(\w+)="([^"]*)"', tag))
        )
    return found


def test_no_two_clients_share_the_name_of_a_field(clerk):
    names = []
    for _ in range(2):
        text = clerk.get(page_of(begun(clerk))).content.decode()
        names.append(set(re.findall(r'name="(k[0-9a-f]{10}-\w+)"', text)))
    assert (len(names[0]) > 5, names[0] & names[1]) == (True, set())


def test_pages_of_clients_are_kept_by_no_cache_and_offer_no_filling_in(clerk):
    page = clerk.get(page_of(begun(clerk)))
    assert page.headers["Cache-Control"] == "private, no-store"
    assert 'autocomplete="off" class="compact" data-module="counter outbox"' in page.content.decode()


def test_a_draft_is_seen_by_its_author_alone(client, clerk, now_town):
    draft = begun(clerk)
    client.force_login(now_town.other_clerk)
    assert client.get(page_of(draft)).status_code == 404
    assert client.post(page_of(draft), sent(draft, deceased_name="Orang lain")).status_code == 404


def test_typing_is_kept_and_answered_with_what_is_missing(clerk):
    draft = begun(clerk)
    address = reverse("public_services:autosave", args=[draft.key])
    answer = clerk.post(address, sent(draft, deceased_name="Almarhum Contoh Kasim"))
    draft.refresh_from_db()
    assert (answer.status_code, answer.headers["X-Version"]) == (200, str(draft.version))
    assert draft.client_name == "Almarhum Contoh Kasim"
    text = answer.content.decode()
    assert 'href="#heir_nik"' in text
    assert 'href="#deceased_name"' not in text


def test_a_second_window_does_not_overwrite_and_keeps_what_was_typed(clerk, now_town):
    draft = begun(clerk)
    keep_answers(
        draft_id=draft.pk, answers={"heir_name": "Ahli A"}, by=actor_of(now_town.clerk), at=timezone.now()
    )
    assert (
        clerk.post(
            reverse("public_services:autosave", args=[draft.key]), sent(draft, heir_name="Ahli B")
        ).status_code
        == 409
    )
    answer = clerk.post(page_of(draft), sent(draft, heir_name="Ahli B"))
    text = answer.content.decode()
    assert (answer.status_code, "Ahli B" in text, "diubah di jendela lain" in text) == (409, True, True)
    draft.refresh_from_db()
    assert "Ahli B" not in draft.answers
    clerk.post(page_of(draft), sent(draft, heir_name="Ahli B"))
    draft.refresh_from_db()
    assert "Ahli B" in draft.answers


def test_faults_name_the_field_and_keep_what_was_typed(clerk):
    draft = begun(clerk)
    answer = clerk.post(page_of(draft), sent(draft, "ajukan", **whole(death_date="2999-01-01")))
    text = answer.content.decode()
    assert (answer.status_code, Application.objects.count()) == (422, 0)
    assert 'value="2999-01-01"' in text
    assert 'href="#death_date"' in text


def test_a_nik_that_disagrees_only_warns(clerk):
    draft = begun(clerk)
    add_paper(draft, "family_card_photo")
    add_paper(draft, "house_photo")
    odd = whole(deceased_nik="9901012503770077")
    clerk.post(page_of(draft), sent(draft, **odd))
    text = clerk.get(page_of(draft)).content.decode()
    assert "Periksa sekali lagi" in text
    draft.refresh_from_db()
    assert clerk.post(page_of(draft), sent(draft, "ajukan", **odd)).status_code == 302
    assert Application.objects.count() == 1


def test_pressing_twice_files_once(clerk):
    draft = begun(clerk)
    add_paper(draft, "family_card_photo")
    add_paper(draft, "house_photo")
    clerk.post(page_of(draft), sent(draft, "ajukan", **whole()))
    assert clerk.post(page_of(draft), sent(draft, "ajukan", **whole())).status_code in {302, 404}
    assert Application.objects.count() == 1


class Register:
    """One invented person of the village."""

    row = {
        "nik": "9901010101500077",
        "name": "Almarhum Contoh Terdaftar",
        "birth_date": "1950-01-01",
        "rt": "02",
    }

    def find(self, nik, *, area_id):
        return self.row if nik == self.row["nik"] else None

    def search(self, words, *, area_id, most):
        return [self.row] if words.casefold() in self.row["name"].casefold() else []

    def listed(self, list_code, nik, *, on, kk="", area_id=None):
        return False

    def mark_dead(self, *args, **options):
        return False


@pytest.fixture
def register(monkeypatch):
    found = Register()
    monkeypatch.setattr(ports, "_people", found)
    return found


@pytest.mark.parametrize("sought", ["9901010101500077", "terdaftar"])
def test_a_person_of_the_village_is_found_masked_and_fills_the_form(clerk, register, sought):
    draft = begun(clerk)
    page = clerk.post(page_of(draft), sent(draft, "cari:deceased", **{"find-deceased": sought}))
    text = page.content.decode()
    assert "Almarhum C***** T********" in text
    assert "Almarhum Contoh Terdaftar" not in text
    ticket = re.search(r'value="(isi:[^"]+)"', text)[1]
    draft.refresh_from_db()
    assert clerk.post(page_of(draft), sent(draft, ticket)).status_code == 302
    draft.refresh_from_db()
    assert draft.client_name == "Almarhum Contoh Terdaftar"
    assert "dari data penduduk" in clerk.get(page_of(draft)).content.decode()


def test_a_choice_of_another_form_fills_nothing(clerk, register):
    first, second = begun(clerk), begun(clerk)
    page = clerk.post(page_of(first), sent(first, "cari:deceased", **{"find-deceased": "terdaftar"}))
    ticket = re.search(r'value="(isi:[^"]+)"', page.content.decode())[1]
    for wrong in (ticket, "isi:bukan"):
        second.refresh_from_db()
        answer = clerk.post(page_of(second), sent(second, wrong))
        assert answer.status_code == 422
    second.refresh_from_db()
    assert second.client_name == ""


def test_recognisables_keep_the_first_word():
    assert recognisable("Siti Contoh Rekaan") == "Siti C***** R*****"
    assert recognisable("") == ""


def test_locking_ends_the_session_and_keeps_the_draft(clerk):
    draft = begun(clerk)
    answer = clerk.post(reverse("public_services:lock"))
    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache"')
    assert clerk.get(page_of(draft)).headers["Location"].startswith("/masuk/?next=")
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_client_can_be_dropped(clerk):
    draft = begun(clerk)
    clerk.post(page_of(draft), sent(draft, "buang"))
    assert not Draft.objects.filter(pk=draft.pk).exists()


def test_the_desk_finds_a_service_by_its_words(clerk):
    text = clerk.get(reverse("public_services:desk"), {"q": "suratt kmatian"}).content.decode()
    assert re.findall(r'name="service" value="([\w-]+)"', text)[0] == "surat-rekaan"


def test_the_desk_asks_the_same_with_one_client_and_with_many(clerk, now_town):
    by = actor_of(now_town.clerk)

    def make(number):
        for _ in range(number):
            open_draft(service=GRANT, area_id=None, by=by, at=timezone.now(), answers={"heir_name": "Contoh"})
            now_town.file(at=timezone.now(), death_date=timezone.localdate().isoformat())

    assert_bounded(clerk, reverse("public_services:desk"), make)
