"""Signing: many letters with one passphrase, none twice, and whoever signs while the head is away."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.public_services.actions.signatories import appoint
from balai.domains.public_services.models import Application, Signatory
from balai.domains.public_services.testing import LETTER, VILLAGE
from balai.engine.documents import ports
from balai.engine.documents.public import Letter, SigningFailed
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.kits.testing.queries import assert_bounded

PASSPHRASE = "kata sandi rekaan"


class Picky:
    """The local service behind a passphrase, as the national one asks for it."""

    needs_credentials = True

    def __init__(self, inner):
        self.inner, self.tried = inner, 0

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def sign(self, pdf, *, credentials, **more):
        self.tried += 1
        if credentials is None or credentials.passphrase != PASSPHRASE:
            raise SigningFailed("SIGNING_PASSPHRASE", "Kata sandi tanda tangan keliru.")
        return self.inner.sign(pdf, credentials=credentials, **more)


@pytest.fixture
def service(monkeypatch):
    picky = Picky(ports.signing())
    monkeypatch.setattr(ports, "_bound", [picky])
    return picky


@pytest.fixture
def village(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    today = timezone.localdate()
    appoint(
        office_id=town.office.pk,
        user_id=town.clerk.pk,
        position="Kepala Desa",
        is_delegate=False,
        valid_from=today - timedelta(days=30),
        by=actor_of(town.clerk),
        at=timezone.now(),
    )
    return town


def letter_of(town):
    return town.file(LETTER, at=timezone.now(), death_date=timezone.localdate().isoformat())


def page(name="signing", *args):
    return reverse(f"public_services:{name}", args=args)


def entered(rows, passphrase=PASSPHRASE):
    versions = {f"version-{row.pk}": row.case.version for row in rows}
    return {"case": [row.pk for row in rows], "nik": "9901010101500001", "passphrase": passphrase, **versions}


@pytest.mark.slow
def test_marked_letters_are_signed_with_one_passphrase(client, village, service):
    rows = [letter_of(village) for _ in range(2)]
    client.force_login(village.clerk)
    answer = client.post(page(), entered(rows))
    text = answer.content.decode()
    assert (answer.status_code, text.count("ditandatangani")) == (200, 2)
    assert PASSPHRASE not in text
    assert {letter.state for letter in Letter.objects.all()} == {"SIGNED"}
    assert {row.case.step for row in Application.objects.select_related("case")} == {"ISSUED"}
    again = client.post(page(), entered(rows))
    assert (again.status_code, Letter.objects.count(), service.tried) == (302, 2, 2)


@pytest.mark.slow
def test_a_wrong_passphrase_stops_after_the_first_and_is_not_shown_again(client, village, service):
    rows = [letter_of(village) for _ in range(3)]
    client.force_login(village.clerk)
    answer = client.post(page(), entered(rows, passphrase="salah sekali"))
    text = answer.content.decode()
    assert (answer.status_code, service.tried) == (422, 1)
    assert ("Kata sandi tanda tangan keliru." in text, "belum dicoba" in text, "salah sekali" in text) == (
        True,
        True,
        False,
    )
    assert 'value="9901010101500001"' in text
    assert client.post(page(), entered(rows)).status_code == 200
    assert Letter.objects.filter(state="SIGNED").count() == 3


@pytest.mark.slow
def test_looking_at_the_draft_takes_no_number(client, village):
    filed = letter_of(village)
    client.force_login(village.clerk)
    answer = client.get(page("preview", filed.pk))
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in answer.headers["Cache-Control"]
    assert Letter.objects.count() == 0


def test_only_whoever_was_appointed_signs(client, village, service):
    colleague = make_user(Role.VILLAGE_OFFICER, email="rekan@contoh.invalid", area_id=VILLAGE)
    filed = letter_of(village)
    client.force_login(colleague)
    text = client.get(page()).content.decode()
    assert "belum ditetapkan" in text
    client.post(page(), entered([filed]))
    filed.case.refresh_from_db()
    assert (filed.case.step, service.tried) == ("TO_SIGN", 0)


def test_another_village_sees_no_letter(client, village):
    filed = letter_of(village)
    client.force_login(village.other_clerk)
    assert filed.case.title not in client.get(page()).content.decode()
    assert client.get(page("preview", filed.pk)).status_code == 404


def test_the_queue_asks_the_same_for_one_and_for_many(client, village):
    client.force_login(village.clerk)

    def make(number):
        for _ in range(number):
            letter_of(village)

    assert_bounded(client, page(), make)


def delegation(colleague, **more):
    today = timezone.localdate()
    return {
        "kind": "DELEGATE",
        "user": colleague.pk,
        "position": "Sekretaris Desa",
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=7)).isoformat(),
        "reason": "Kepala desa cuti",
        **more,
    }


def test_the_head_lets_the_secretary_sign_until_a_day(client, village):
    secretary = make_user(Role.VILLAGE_OFFICER, email="sekdes@contoh.invalid", area_id=VILLAGE)
    client.force_login(village.clerk)
    assert client.post(page("signatories"), delegation(secretary)).status_code == 302
    row = Signatory.objects.get(user=secretary)
    assert (row.is_delegate, row.valid_to) == (True, timezone.localdate() + timedelta(days=7))
    text = client.get(page("signatories")).content.decode()
    assert "mewakili sampai" in text
    client.post(page("end_signatory", row.pk))
    row.refresh_from_db()
    assert row.valid_to == timezone.localdate()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"valid_to": ""}, "valid_to"),
        ({"reason": ""}, "reason"),
        ({"position": ""}, "position"),
        ({"user": "0"}, "user"),
    ],
)
def test_a_delegation_without_end_or_reason_comes_back_as_it_was_typed(client, village, more, field):
    secretary = make_user(Role.VILLAGE_OFFICER, email="sekdes@contoh.invalid", area_id=VILLAGE)
    client.force_login(village.clerk)
    answer = client.post(page("signatories"), delegation(secretary, **more))
    text = answer.content.decode()
    assert (answer.status_code, f'href="#id_{field}"' in text) == (422, True)
    assert Signatory.objects.filter(is_delegate=True).count() == 0


def test_nobody_ends_an_appointment_of_another_office(client, village):
    row = Signatory.objects.get()
    client.force_login(village.other_clerk)
    assert client.post(page("end_signatory", row.pk)).status_code == 403
