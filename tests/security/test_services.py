"""Services of packs: nobody reaches the client of another counter, and whoever only looks on holds no secret."""

import json
import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.domains.public_services.actions.drafts import open_draft
from balai.domains.public_services.actions.filing import file_draft
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.sending import box_label
from balai.domains.public_services.actions.signatories import appoint
from balai.domains.public_services.links import owner_key, owner_url
from balai.domains.public_services.models import Application, Draft, Signatory
from balai.domains.public_services.rules.boxes import read_box
from balai.domains.public_services.testing import LETTER, VILLAGE, Town, person
from balai.engine.cases import public as cases
from balai.engine.cases.tidings import tell
from balai.engine.documents.public import Letter, letter_url
from balai.engine.journal import public as journal
from balai.engine.journal.models import Entry
from balai.engine.notices.models import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.ids import new_tracking_code
from balai.kits import sealing
from balai.kits.http.logs import SafeRecord

pytestmark = pytest.mark.django_db
SIXTEEN_DIGITS = re.compile(r"(?<![\da-f])\d{16}(?![\da-f])")


@pytest.fixture
def town(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return Town()


@pytest.fixture
def filed(town):
    return town.file(LETTER, at=timezone.now(), death_date=timezone.localdate().isoformat())


def address(name, *args):
    return reverse(f"public_services:{name}", args=args)


# --- somebody else's client


@pytest.mark.parametrize("who", ["other_clerk", "verifier", "citizen", None])
def test_a_draft_of_the_counter_opens_for_its_author_alone(client, town, who):
    """Even with its key, at whichever address, to read or to write."""
    draft = town.draft()
    kept = Draft.objects.get(pk=draft.pk).answers
    if who:
        client.force_login(getattr(town, who))
    tried = [
        client.get(address("client", draft.key)),
        client.post(address("autosave", draft.key), {"version": "1"}),
        client.post(address("client", draft.key), {"act": "ajukan"}),
        client.get(address("draft", draft.key)),
        client.get(address("draft_section", draft.key, "deceased")),
        client.post(address("draft_papers", draft.key), {"hapus": str(draft.papers.first().pk)}),
        client.get(address("draft_file", draft.key, draft.papers.first().pk)),
        client.post(address("draft_review", draft.key), {"is_true": "on"}),
        client.post(address("discard", draft.key)),
    ]
    assert {page.status_code for page in tried} <= {302, 403, 404}
    assert all("/masuk/" in page["Location"] for page in tried if page.status_code == 302)
    assert Draft.objects.get(pk=draft.pk).answers == kept and draft.papers.count() == 2


def test_a_paper_is_not_fetched_through_a_draft_of_ones_own(client, town):
    theirs = town.draft().papers.first()
    mine = open_draft(service=LETTER, area_id=VILLAGE, by=CITIZEN, at=timezone.now())
    assert client.get(address("draft_file", mine.key, theirs.pk)).status_code == 404
    client.post(address("draft_papers", mine.key), {"hapus": str(theirs.pk)})
    assert type(theirs).objects.filter(pk=theirs.pk).exists()


def test_the_key_of_another_account_takes_no_sending(client, town):
    """Nor does a box that was sealed for another account, and nothing tells whether the key is known."""
    draft, clerk = (
        town.draft(),
        make_user(Role.VILLAGE_OFFICER, email="rekan@contoh.invalid", area_id=VILLAGE),
    )
    head = json.dumps({"fields": {"service": LETTER, "act": "ajukan", "deceased_name": "Lain"}, "files": []})
    content = len(head).to_bytes(4, "big") + head.encode()
    client.force_login(clerk)
    for label in (box_label(actor_of(clerk)), box_label(actor_of(town.clerk))):
        box = SimpleUploadedFile("kiriman", sealing.seal(label, content))
        page = client.post(address("sendings"), {"key": str(draft.key), "sealed": box})
        assert (page.status_code, page.json()["state"]) == (422, "REFUSED")
    assert Draft.objects.get().owner_id == town.clerk.pk
    assert Draft.objects.get().answers == draft.answers


@pytest.mark.parametrize(
    "head", ["[" * 100_000, '{"a":' * 100_000, '{"fields": {"a": 1}, "files": []}', "9" * 5000]
)
def test_a_box_made_to_break_the_reader_is_refused(head):
    with pytest.raises(Refused, match="dibuka"):
        read_box(len(head).to_bytes(4, "big") + head.encode())


def test_half_a_sign_in_a_box_reaches_no_table():
    head = '{"fields": {"service": "x", "a": "Siti \\ud83e\\u0000"}, "files": []}'
    assert read_box(len(head).to_bytes(4, "big") + head.encode()).answers == {"a": "Siti ?"}


# --- codes and secret links


def test_codes_of_services_are_guessed_twenty_times(client, filed):
    code = filed.case.tracking_code
    for _ in range(20):
        assert client.get(address("tracked", new_tracking_code())).status_code == 404
    for name in ("tracked", "survey"):
        assert client.get(address(name, code)).status_code == 429
    assert client.post(address("tracked_papers", code)).status_code == 429
    assert client.get(f"/api/track/{code}").status_code == 429


def test_the_code_alone_does_nothing_for_the_family(client, town):
    draft = open_draft(
        service=LETTER, area_id=VILLAGE, by=CITIZEN, at=timezone.now(),
        answers=person(900) | {"death_date": timezone.localdate().isoformat()},
    )  # fmt: skip
    filed = file_draft(draft_id=draft.pk, by=CITIZEN, at=timezone.now(), client_key=draft.key)
    code = filed.case.tracking_code
    for key in ("", "0" * 32, owner_key(new_tracking_code()), "é", "\0"):
        page = client.post(address("tracked_move", code, "reject"), {"kunci": key, "text": "Saya tarik."})
        assert page.status_code == 400
    page = client.post(address("tracked_move", code, "sign"), {"kunci": owner_key(code)})
    assert page.status_code == 403
    filed.case.refresh_from_db()
    assert filed.case.step == "TO_SIGN"
    text = client.get(address("tracked", code)).content.decode()
    assert owner_key(code) not in text and "Almarhum Contoh" not in text


def test_no_log_line_holds_the_key_of_a_draft():
    import logging

    for path in (address("draft", uuid4()), address("draft_review", uuid4()), address("client", uuid4())):
        record = logging.LogRecord("balai.http", logging.INFO, "", 0, "GET %s 200", (path,), None)
        SafeRecord().filter(record)
        assert record.getMessage().endswith("/draf/… 200")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR])
def test_who_only_looks_on_holds_no_secret_of_a_family(client, town, filed, role):
    """Letters show every number in clear, and the family's link withdraws."""
    appoint(
        office_id=town.office.pk, user_id=town.clerk.pk, position="Kepala Desa", is_delegate=False,
        valid_from=timezone.localdate(), by=actor_of(town.clerk), at=timezone.now(),
    )  # fmt: skip
    move(application_id=filed.pk, move="sign", by=actor_of(town.clerk), at=timezone.now())
    Application.objects.update(agency=town.agency)
    secrets = (owner_key(filed.case.tracking_code), letter_url(Letter.objects.get()))
    client.force_login(town.clerk)
    assert all(secret in client.get(address("work", filed.pk)).content.decode() for secret in secrets)
    client.force_login(make_user(role, email="pandang@contoh.invalid", opd=town.agency))
    page = client.get(address("work", filed.pk))
    assert page.status_code == 200
    assert not any(secret in page.content.decode() for secret in secrets)


def test_a_letter_that_waits_is_shown_to_who_serves(client, town, filed):
    client.force_login(make_user(Role.AUDITOR))
    page = client.get(address("preview", filed.pk))
    assert (page.status_code, page.get("Content-Type", "")) != (200, "application/pdf")
    client.force_login(town.other_clerk)
    assert "pdf" not in client.get(address("preview", filed.pk)).get("Content-Type", "")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR])
def test_names_of_applicants_reach_no_desk_but_the_holders(client, town, filed, role):
    """The title of a case names the person, and its service says what about: poverty, a death, a marriage."""
    user = make_user(role, email="jauh@contoh.invalid", opd=make_opd("KOORDINATOR-LAIN"))
    by, name = actor_of(user), filed.person_name
    assert not cases.visible_to(by).exists()
    client.force_login(user)
    pages = [
        client.get(path)
        for path in ("/petugas/?tab=all", "/petugas/ekspor.xlsx?tab=all", f"/petugas/kasus/{filed.pk}/")
    ]
    assert not any(name in page.content.decode("utf-8", "replace") for page in pages)
    with pytest.raises(NotFound):
        cases.watch(case_id=filed.pk, by=by, at=timezone.now())


def test_who_hears_that_a_service_is_late_reads_its_number(town, filed):
    user = make_user(Role.COORDINATOR, email="jauh@contoh.invalid", opd=make_opd("KOORDINATOR-LAIN"))
    late = journal.append(
        code="CASE_ESCALATED", subject=("case", filed.pk), by=SYSTEM, at=timezone.now(),
        data={"to": "COORDINATOR", "clock": "HOLDER"},
    )  # fmt: skip
    tell([late])
    told = list(Notice.objects.filter(user=user).values_list("subject", "body"))
    assert told and "LAYANAN-" in str(told) and filed.person_name not in str(told)


# --- who signs, who compares deaths


def test_a_clerk_does_not_make_himself_the_head(town):
    now, today = timezone.now(), timezone.localdate()
    clerk = make_user(Role.VILLAGE_OFFICER, email="rekan@contoh.invalid", area_id=VILLAGE)
    post = {
        "office_id": town.office.pk, "position": "Kepala Desa", "is_delegate": False, "valid_from": today, "at": now,
    }  # fmt: skip
    appoint(**post, user_id=town.clerk.pk, by=actor_of(town.clerk))
    for by in (clerk, town.other_clerk, town.verifier, town.citizen):
        with pytest.raises(Forbidden):
            appoint(**post, user_id=clerk.pk, by=actor_of(by))
        with pytest.raises(Forbidden):
            appoint(
                **{**post, "is_delegate": True},
                user_id=clerk.pk,
                by=actor_of(by),
                reason="Dinas luar",
                valid_to=today,
            )
    assert [row.user_id for row in Signatory.objects.all()] == [town.clerk.pk]
    appoint(**post, user_id=clerk.pk, by=actor_of(make_user(Role.OPERATOR, email="op@contoh.invalid")))


def test_names_of_the_dead_are_for_agencies_that_record_deaths(client, town):
    stranger = make_user(Role.OPD_ADMIN, email="jalan@contoh.invalid", opd=make_opd("DINAS-JALAN"))
    for user, status in ((stranger, 403), (town.verifier, 200)):
        client.force_login(user)
        assert client.get(address("deaths")).status_code == status
        assert client.get(address("deaths_export")).status_code == status
    client.force_login(stranger)
    file = SimpleUploadedFile("daftar.csv", b"nik;nama\n")
    assert client.post(address("deaths"), {"berkas": file}).status_code == 403


# --- what nobody sends


@pytest.mark.parametrize("number", ["9" * 24, str(2**63), str(2**63 - 1)])
@pytest.mark.parametrize("rest", ["", "cetak/", "konsep.pdf", "kuitansi/"])
def test_no_number_of_an_application_is_too_long(client, town, number, rest):
    client.force_login(town.verifier)
    assert client.get(f"/petugas/layanan/{number}/{rest}").status_code in {302, 404}


def test_no_post_is_taken_from_another_site(town, filed):
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.clerk)
    draft = town.draft()
    for path in (
        address("client", draft.key), address("autosave", draft.key), address("sendings"), address("begin"),
        address("do_move", filed.pk, "sign"), address("reveal", filed.pk), address("bulk"), address("signing"),
        address("signatories"), address("discard", draft.key), address("apply", LETTER), "/periksa/",
        address("tracked_move", filed.case.tracking_code, "reject"), address("survey", filed.case.tracking_code),
    ):  # fmt: skip
        assert client.post(path).status_code == 403, path


MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def test_a_name_stays_a_name_on_every_page(client, town):
    now = timezone.now()
    filed = town.file(
        at=now, death_date=timezone.localdate().isoformat(), deceased_name=MARKUP, heir_name=MARKUP
    )
    town.draft(deceased_name=MARKUP)
    move(application_id=filed.pk, move="return", text=MARKUP, by=actor_of(town.verifier), at=now)
    shown = []
    for user, paths in (
        (town.clerk, [address("desk"), address("work_list"), address("client", Draft.objects.get().key)]),
        (town.verifier, [address("work", filed.pk), address("print", filed.pk), "/petugas/"]),
        (town.citizen, [owner_url(filed.case.tracking_code)]),
    ):
        client.force_login(user)
        shown += [client.get(path).content.decode() for path in paths]
    assert any("&lt;script&gt;" in text for text in shown)
    assert not any("<script>alert" in text or "<img src=x" in text for text in shown)


def test_numbers_of_people_stay_out_of_the_journal_and_the_logs(client, town, caplog):
    filed = town.file(at=timezone.now(), death_date=timezone.localdate().isoformat())
    client.force_login(town.verifier)
    client.post(address("reveal", filed.pk))
    client.post(address("do_move", filed.pk, "approve"))
    written = json.dumps(list(Entry.objects.values_list("data", "subject_kind", "subject_id")), default=str)
    assert "CASE_STEPPED" in set(Entry.objects.values_list("code", flat=True))
    assert not SIXTEEN_DIGITS.search(written) and not SIXTEEN_DIGITS.search(caplog.text)
    assert "Almarhum" not in written + caplog.text
