"""Letters: numbered, signed once, revoked, and never half."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.db import transaction

from balai.engine.documents import ports
from balai.engine.documents.actions import signing
from balai.engine.documents.public import (
    Document,
    Letter,
    Signer,
    SigningAway,
    draft_pdf,
    letters_about,
    redraft_letter,
    revoke_letter,
    sign_letter,
)
from balai.engine.documents.signatures import read_signature
from balai.engine.documents.tests.letters import (
    AT,
    DATA,
    HEAD,
    OFFICER,
    SERIES,
    TEMPLATE,
    CountingService,
    compose,
    make_village,
)
from balai.engine.journal.public import history
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.kits.testing.threads import at_once, shared_database

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def service(folder, monkeypatch: pytest.MonkeyPatch) -> CountingService:
    made = CountingService()
    monkeypatch.setattr(ports, "_bound", [made])
    return made


def signed(letter: Letter, **changes) -> Letter:
    values = {"letter_id": letter.pk, "credentials": None, "by": OFFICER, "at": AT}
    return sign_letter(**{**values, **changes})


def codes(letter: Letter) -> list[str]:
    return [entry.code for entry in history(subject=("letter", letter.pk))]


def test_a_letter_is_composed_with_the_next_number() -> None:
    first, second = compose(), compose(subject="Budi bin Contoh")
    assert [letter.number for letter in (first, second)] == [
        "474.3/001/CTS/XI/2026",
        "474.3/002/CTS/XI/2026",
    ]
    second.refresh_from_db()
    assert (second.state, second.serial, second.subject_line) == ("DRAFT", 2, "B*** B*** C***")
    assert (second.signer_name, second.signer_position) == ("Wati Rekaan", "Kepala Desa Contohsari")
    assert draft_pdf(second).startswith(b"%PDF-")
    assert letters_about("case", 12) == [first, second]
    (entry,) = history(subject=("letter", first.pk))
    assert entry.code == "LETTER_ISSUED"
    assert entry.data == {"series": SERIES, "serial": 1, "office": first.office_id, "about": "case:12"}


def test_the_coat_of_arms_stands_on_the_letter(settings, tmp_path) -> None:
    plain = draft_pdf(compose())
    settings.LETTER_LOGO = str(tmp_path / "lambang.svg")
    with pytest.raises(ImproperlyConfigured):
        compose()
    shape = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
    (tmp_path / "lambang.svg").write_text(shape)
    assert len(draft_pdf(compose())) != len(plain)


def test_the_draft_is_not_readable_in_the_database() -> None:
    letter = compose()
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT draft, subject_line FROM documents_letter WHERE id = %s", [letter.pk])
        draft, subject = cursor.fetchone()
    assert draft.startswith("gAAAA")
    assert subject == "S*** R***"


def test_a_refused_template_uses_no_number() -> None:
    with pytest.raises(Refused) as caught:
        compose(template='#import "surat.typ": *\n#show: letter\n#tidak-ada', template_name="letters/x.typ")
    assert (caught.value.code, caught.value.values["line"]) == ("TEMPLATE_BROKEN", 3)
    assert "letters/x.typ baris 3" in caught.value.message
    assert compose().serial == 1


def test_a_signed_letter_is_a_file_whose_signature_covers_it(service) -> None:
    letter = signed(compose())
    letter.refresh_from_db()
    assert (letter.state, letter.provider, letter.draft) == ("SIGNED", "DEMO", "")
    assert letter.certificate == "CONTOH Penanda Tangan Balai (CONTOH)"
    with storages["documents"].open(letter.document.name()) as file:
        content = file.read()
    assert sha256(content).hexdigest() == letter.sha256 == letter.document.sha256
    report = read_signature(content, roots=service.trust_roots())
    assert (report.is_intact, report.is_whole, report.is_trusted) == (True, True, True)
    assert service.calls[0]["reason"] == f"Surat nomor {letter.number}, kode periksa {letter.check_code}"
    assert service.calls[0]["location"] == "Contohsari"
    assert codes(letter) == ["LETTER_ISSUED", "LETTER_SIGNED"]


def test_signing_twice_signs_once(service) -> None:
    letter = signed(compose())
    again = signed(letter, at=AT + timedelta(hours=1))
    assert (again.sha256, again.signed_at) == (letter.sha256, AT)
    assert len(service.calls) == 1
    assert codes(letter) == ["LETTER_ISSUED", "LETTER_SIGNED"]


def test_whoever_presses_while_the_service_signs_is_told_to_wait(service) -> None:
    letter = compose()
    told = []

    def press_again(pdf, **kwargs):
        with pytest.raises(Conflict) as caught:
            signed(letter)
        told.append(caught.value.code)
        raise SigningAway("SIGNING_AWAY", "Tidak menjawab.")

    service.sign = press_again
    with pytest.raises(SigningAway):
        signed(letter)
    assert told == ["SIGNING_RUNNING"]
    letter.refresh_from_db()
    assert (letter.state, letter.signing_until) == ("DRAFT", None)


def test_a_crash_while_signing_leaves_a_draft_that_can_be_signed_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = compose()
    signing._claim(letter.pk, AT)
    with pytest.raises(Conflict):
        signed(letter, at=AT + timedelta(seconds=119))
    assert signed(letter, at=AT + timedelta(seconds=121)).state == "SIGNED"


def test_a_signature_that_comes_after_another_is_forgotten(service, folder) -> None:
    letter = compose()
    late = signing._claim(letter.pk, AT)
    outside = signing._signed_outside(late, None, AT)
    winner = signed(letter, at=AT + timedelta(minutes=3))
    settled = signing._settle(late, *outside, OFFICER, AT + timedelta(minutes=4))
    assert settled.sha256 == winner.sha256 != outside[0].sha256
    assert Document.objects.count() == 1
    assert codes(letter) == ["LETTER_ISSUED", "LETTER_SIGNED"]


def test_a_late_signature_cannot_bring_back_an_old_text() -> None:
    letter = compose()
    late = signing._claim(letter.pk, AT)
    outside = signing._signed_outside(late, None, AT)
    redraft_letter(
        letter_id=letter.pk, template=TEMPLATE, data={**DATA, "person_name": "Siti Contoh"}, signer=HEAD,
        by=OFFICER, at=AT + timedelta(minutes=3),
    )  # fmt: skip
    with pytest.raises(Conflict) as caught:
        signing._settle(late, *outside, OFFICER, AT + timedelta(minutes=4))
    assert caught.value.code == "LETTER_CHANGED"


@pytest.mark.parametrize("answer", [b"", b"%PDF-1.7 bukan apa-apa", b"<html>Bad gateway</html>"])
def test_a_service_that_answers_nonsense_changes_nothing(answer: bytes, service) -> None:
    letter = compose()
    service.sign = lambda pdf, **kwargs: answer
    with pytest.raises(SigningAway) as caught:
        signed(letter)
    assert (caught.value.code, caught.value.status) == ("SIGNING_NONSENSE", 503)
    letter.refresh_from_db()
    assert (letter.state, letter.signing_until) == ("DRAFT", None)
    assert not Document.objects.exists()


def test_a_draft_can_be_set_again_for_a_delegate() -> None:
    letter = compose()
    before = draft_pdf(letter)
    delegate = Signer("Joko Misal", "Sekretaris Desa", on_behalf_of="Kepala Desa Contohsari")
    letter = redraft_letter(
        letter_id=letter.pk, template=TEMPLATE, data=DATA, signer=delegate, by=OFFICER, at=AT
    )
    assert (letter.serial, letter.signer_name) == (1, "Joko Misal")
    assert draft_pdf(letter) != before
    assert codes(letter) == ["LETTER_ISSUED", "LETTER_REDRAFTED"]
    signed(letter)
    with pytest.raises(Conflict):
        redraft_letter(letter_id=letter.pk, template=TEMPLATE, data=DATA, signer=HEAD, by=OFFICER, at=AT)


def test_a_revoked_letter_keeps_its_number_and_may_be_replaced_once() -> None:
    letter = signed(compose())
    with pytest.raises(Refused):
        compose(replaces=letter.pk)
    revoked = revoke_letter(letter_id=letter.pk, reason="Nama orang tua tertukar.", by=OFFICER, at=AT)
    assert (revoked.state, revoked.revoked_reason) == ("REVOKED", "Nama orang tua tertukar.")
    assert revoke_letter(
        letter_id=letter.pk, reason="Alasan yang lain.", by=OFFICER, at=AT
    ).revoked_reason == ("Nama orang tua tertukar.")
    new = compose(replaces=letter.pk)
    assert (new.serial, new.replaces_id) == (2, letter.pk)
    with pytest.raises(Refused) as caught:
        compose(replaces=letter.pk)
    assert caught.value.code == "LETTER_REPLACED"
    assert codes(letter) == ["LETTER_ISSUED", "LETTER_SIGNED", "LETTER_REVOKED"]


def test_a_revoked_draft_cannot_be_signed() -> None:
    letter = compose()
    revoke_letter(letter_id=letter.pk, reason="Pemohon membatalkan.", by=OFFICER, at=AT)
    with pytest.raises(Conflict) as caught:
        signed(letter)
    assert caught.value.code == "LETTER_REVOKED"
    with pytest.raises(NotFound):
        draft_pdf(Letter.objects.get(pk=letter.pk))


def test_a_reason_is_needed() -> None:
    letter = compose()
    with pytest.raises(Refused) as caught:
        revoke_letter(letter_id=letter.pk, reason="salah", by=OFFICER, at=AT)
    assert (caught.value.code, caught.value.field) == ("TEXT_TOO_SHORT", "reason")


@pytest.mark.django_db(transaction=True)
def test_the_service_is_never_called_inside_a_transaction(service) -> None:
    letter = compose()
    with pytest.raises(RuntimeError), transaction.atomic():
        signed(letter)
    assert service.calls == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_pressed_four_times_at_once_it_is_signed_once(service: CountingService) -> None:
    letter = compose()
    with shared_database():
        results = at_once(*[lambda: signed(letter)] * 4)
        (state, entries, files) = at_once(lambda: (_state(letter), codes(letter), Document.objects.count()))[
            0
        ]
    assert (state, entries, files) == ("SIGNED", ["LETTER_ISSUED", "LETTER_SIGNED"], 1)
    assert len(service.calls) == 1
    assert all(
        result.state == "SIGNED" if isinstance(result, Letter) else result.code == "SIGNING_RUNNING"
        for result in results
    )


def _state(letter: Letter) -> str:
    return Letter.objects.values_list("state", flat=True).get(pk=letter.pk)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_letters_composed_at_once_share_no_number() -> None:
    make_village()
    with shared_database():
        results = at_once(*[compose] * 6)
    assert sorted(letter.serial for letter in results) == [1, 2, 3, 4, 5, 6]
