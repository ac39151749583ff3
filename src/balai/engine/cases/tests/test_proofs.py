"""A proof from the challenge to the second person's word: through the acts and through the pages."""

import io
import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balai.engine.cases import public as cases
from balai.engine.cases.checking import checkable
from balai.engine.cases.models import Attachment
from balai.engine.cases.permissions import may_check
from balai.engine.cases.proof_tidings import remind
from balai.engine.cases.tasks import remind_of_proofs
from balai.engine.cases.terms import Act, State
from balai.engine.notices.public import Notice
from balai.engine.parameters.kept import forget_all
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, actor_of
from balai.engine.proofs.public import Capture, Challenge, Mark, Proof, Verdict, Way, Why
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden
from balai.kits.testing.queries import assert_bounded

from .factories import MONDAY, account, codes, hours, make_case, make_region, officer, opd, proof

pytestmark = pytest.mark.django_db
TEXT = "Sudah ditambal dan dipadatkan."
REASON = {"reason": "NOT_DONE", "text": "Lubangnya masih tampak di foto."}


def jpeg(shade: int = 90) -> bytes:
    out = io.BytesIO()
    picture = Image.linear_gradient("L").rotate(shade).convert("RGB")
    picture.save(out, "JPEG")
    return out.getvalue()


def drawn(one_in: int) -> None:
    make_region()
    Parameter.objects.create(code="proofs.sample_one_in", value=one_in, valid_from="2000-01-01")


@pytest.fixture
def worked(client, settings, tmp_path):
    """A case of ROADS in work, its officer signed in, and nothing drawn by lot."""
    settings.MEDIA_ROOT = tmp_path
    drawn(0)
    case = make_case(at=timezone.now() - timedelta(hours=1))
    worker = account(Role.FIELD_OFFICER)
    cases.accept(case_id=case.pk, by=actor_of(worker), at=timezone.now())
    client.force_login(worker)
    return case, worker


def handed(client, case, data: bytes, *, said: bytes | None = None, challenge: str | None = None, **shot):
    """The form as the page sends it; `said` are the bytes that the phone had in hand."""
    if challenge is None:
        answer = client.post(reverse("cases:challenge", args=[case.pk]))
        challenge = answer.json()["challenge"]
    now = timezone.now()
    told = {
        "sha256": sha256(said or data).hexdigest(), "way": "LIVE", "taken_at": now.isoformat(), "latitude": -7.0,
        "longitude": 109.8, "accuracy": 8, **shot,
    }  # fmt: skip
    form = {
        "text": TEXT,
        "photos": SimpleUploadedFile("bukti.jpg", data, "image/jpeg"),
        "captures": json.dumps({"challenge": challenge, "sent_at": now.isoformat(), "photos": [told]}),
    }
    return client.post(reverse("cases:do", args=[case.pk, "selesai"]), form)


def test_a_capture_in_the_app_needs_nobody_else(client, worked):
    case, worker = worked
    assert handed(client, case, jpeg()).status_code == 302
    capture = Capture.objects.select_related("proof", "challenge", "document").get()
    assert (capture.way, capture.marks, capture.accuracy_m) == (Way.LIVE, [], 8)
    assert (capture.proof.why, capture.proof.verdict, capture.proof.by_id) == ("", Verdict.CLEAR, worker.pk)
    assert capture.challenge.used_at is not None
    assert capture.document.original_sha256 == sha256(jpeg()).hexdigest()
    assert codes(case)[-2:] == ["PROOF_CHALLENGE_ISSUED", Act.SOLVED]
    assert cases.thread(case, public_only=True)[-1].doubts == ()


def test_a_challenge_counts_once(client, worked):
    case, _worker = worked
    token = client.post(reverse("cases:challenge", args=[case.pk])).json()["challenge"]
    handed(client, case, jpeg(), challenge=token)
    other = make_case(at=timezone.now() - timedelta(hours=1))
    cases.accept(case_id=other.pk, by=officer(), at=timezone.now())
    handed(client, other, jpeg(40), challenge=token)
    marks = Capture.objects.order_by("pk").last().marks
    assert marks == [Mark.CHALLENGE_OTHERS]
    assert Challenge.objects.filter(used_at__isnull=False).count() == 1


NOT_PROVEN = [
    ("another file than the one that was taken", {"said": b"lain"}, Mark.BYTES_DIFFER, Why.SUSPICIOUS),
    ("a challenge that nobody gave", {"challenge": "karangan"}, Mark.CHALLENGE_UNKNOWN, Why.UNPROVEN),
    ("from the gallery", {"way": "GALLERY"}, Mark.GALLERY, Why.UNPROVEN),
]


@pytest.mark.parametrize(("what", "given", "mark", "why"), NOT_PROVEN, ids=[row[0] for row in NOT_PROVEN])
def test_what_is_not_proven_is_taken_and_waits(client, worked, what, given, mark, why):
    case, _worker = worked
    answer = handed(client, case, jpeg(), latitude=-7.0, longitude=109.8, **given) if "said" not in given else client.post(
        reverse("cases:do", args=[case.pk, "selesai"]),
        {
            "text": TEXT, "photos": SimpleUploadedFile("b.jpg", jpeg(), "image/jpeg"), "latitude": "-7", "longitude": "109,8",
            "taken_at": timezone.now().isoformat(),
            "captures": json.dumps({"challenge": "", "photos": [{"sha256": "b" * 64, "way": "LIVE"}]}),
        },
    )  # fmt: skip
    assert answer.status_code == 302
    waiting = Proof.objects.get()
    assert (waiting.why, waiting.verdict) == (why, Verdict.WAITING)
    assert mark in Capture.objects.get().marks
    case.refresh_from_db()
    assert case.state == State.SOLVED
    assert "diperiksa petugas lain" in " ".join(cases.thread(case, public_only=True)[-1].doubts)


def test_one_in_one_is_drawn_by_lot(client, worked):
    case, _worker = worked
    Parameter.objects.filter(code="proofs.sample_one_in").update(value=1)
    forget_all()
    handed(client, case, jpeg())
    assert Proof.objects.get().why == Why.SAMPLE


# --- the second person


def waiting_case(code: str = "ROADS", **fields) -> tuple:
    drawn(0) if not Parameter.objects.filter(code="proofs.sample_one_in").exists() else None
    case = make_case(code, **fields)
    worker = actor_of(account(Role.FIELD_OFFICER, code))
    cases.accept(case_id=case.pk, by=worker, at=MONDAY)
    cases.solve(case_id=case.pk, text=TEXT, proofs=[proof(taken_at=MONDAY)], by=worker, at=MONDAY)
    return case, Proof.objects.get(subject_id=case.pk), worker


def test_nobody_of_the_agency_looks_at_its_own_proof():
    case, found, worker = waiting_case()
    moved = Actor("OFFICER", worker.user_id, opd("WATER").pk, Role.OPD_ADMIN)  # has another office by now
    for by in (worker, officer("ROADS", Role.OPD_ADMIN), officer("ROADS", Role.COORDINATOR), moved):
        with pytest.raises(Forbidden):
            cases.verify_proof(proof_id=found.pk, verdict=Verdict.ACCEPTED, by=by, at=MONDAY)
    found.refresh_from_db()
    assert found.is_waiting and codes(case)[-1] == Act.SOLVED


@pytest.mark.parametrize("own", ["verified_by", "verified_opd"])
def test_the_database_refuses_it_too(own):
    _case, found, worker = waiting_case()
    found.verdict, found.verified_at = Verdict.ACCEPTED, MONDAY
    setattr(found, f"{own}_id", worker.user_id if own == "verified_by" else worker.opd_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()


def test_only_the_first_verdict_counts():
    _case, found, _worker = waiting_case()
    cases.verify_proof(proof_id=found.pk, verdict=Verdict.ACCEPTED, by=officer("WATER"), at=MONDAY)
    with pytest.raises(Conflict) as refused:
        cases.verify_proof(
            proof_id=found.pk, verdict=Verdict.REFUSED, by=officer("LIGHTS"), at=MONDAY, **REASON
        )
    assert refused.value.code == "PROOF_DECIDED"


def test_what_the_reporter_confirmed_stays_confirmed():
    """His word stands above a photo, but the verdict is written down all the same."""
    case, found, _worker = waiting_case()
    cases.confirm(case_id=case.pk, by=Actor("CITIZEN"), at=MONDAY)
    cases.verify_proof(proof_id=found.pk, verdict=Verdict.REFUSED, by=officer("WATER"), at=MONDAY, **REASON)
    case.refresh_from_db()
    assert (case.state, codes(case)[-1]) == (State.CONFIRMED, Act.PROOF_FAULTED)


def test_the_list_and_the_rule_agree_for_everybody():
    made = [waiting_case(code)[:2] for code in ("ROADS", "WATER", "COORDINATOR")]
    made.append(waiting_case("ROADS", is_confidential=True, barred_opd_id=opd("WATER").pk)[:2])
    roles = [Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR]
    for code in ("ROADS", "WATER", "LIGHTS", "COORDINATOR"):
        for role in roles:
            by = officer(code, role)
            listed = set(checkable(by).values_list("pk", flat=True))
            assert listed == {found.pk for case, found in made if may_check(by, case)}, (code, role)


def test_a_proof_that_nobody_looked_at_is_told_once():
    _case, found, _worker = waiting_case()
    account(Role.COORDINATOR, "COORDINATOR")
    assert remind(at=found.due_at) == 0
    assert [remind(at=found.due_at + hours(1)), remind_of_proofs.call()] == [1, 0]
    assert Notice.objects.filter(template="proof_check", channel="INBOX").count() == 1


# --- its pages


def test_the_page_shows_it_beside_the_report_and_takes_a_verdict(client):
    case, found, _worker = waiting_case()
    Attachment.objects.create(case=case, document=proof(taken_at=None), role="REPORT", is_public=True)
    client.force_login(account(Role.OPD_ADMIN, "WATER"))
    assert case.title in client.get(reverse("cases:proofs")).content.decode()
    page = client.get(reverse("cases:proof", args=[found.pk]))
    assert "Foto dari galeri" in page.content.decode() and "Foto laporannya" in page.content.decode()
    verdict = reverse("cases:verify_proof", args=[found.pk])
    short = client.post(verdict, {"verdict": "REFUSED", "reason": "NOT_DONE", "text": ""})
    assert short.status_code == 422 and short.context["form"]["text"].errors
    assert client.post(verdict, {"verdict": "REFUSED", **REASON}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.IN_PROGRESS
    said = cases.thread(case, public_only=True)[-1]
    assert (said.text, said.reason) == (REASON["text"], "Belum tampak selesai")
    assert client.post(verdict, {"verdict": "ACCEPTED"}).status_code == 422  # somebody was quicker


PAGES = [
    ("its own officer reads, without a form", Role.OPD_ADMIN, "ROADS", False, 200, False),
    ("an admin elsewhere decides", Role.OPD_ADMIN, "LIGHTS", False, 200, True),
    ("a field officer has no such page", Role.FIELD_OFFICER, "LIGHTS", False, 403, False),
    ("a secret one is nobody's elsewhere", Role.OPD_ADMIN, "LIGHTS", True, 404, False),
    ("nor the accused agency's", Role.OPD_ADMIN, "WATER", True, 404, False),
    ("the coordinator decides of it", Role.COORDINATOR, "COORDINATOR", True, 200, True),
]


@pytest.mark.parametrize(
    ("what", "role", "code", "secret", "status", "may"), PAGES, ids=[row[0] for row in PAGES]
)
def test_who_gets_the_page(client, what, role, code, secret, status, may):
    make_region()
    barred = {"is_confidential": True, "barred_opd_id": opd("WATER").pk} if secret else {}
    _case, found, _worker = waiting_case(**barred)
    client.force_login(account(role, code))
    page = client.get(reverse("cases:proof", args=[found.pk]))
    assert page.status_code == status
    assert status != 200 or bool(page.context["form"]) is may
    done = client.post(reverse("cases:verify_proof", args=[found.pk]), {"verdict": "ACCEPTED"})
    assert done.status_code == (302 if may else 403 if status == 200 else status)


def test_the_list_asks_the_database_as_often_for_many(client):
    make_region()
    client.force_login(account(Role.COORDINATOR, "COORDINATOR"))
    assert_bounded(client, reverse("cases:proofs"), lambda number: [waiting_case() for _ in range(number)])


def test_only_who_works_on_it_gets_a_challenge(client, worked):
    case, _worker = worked
    url = reverse("cases:challenge", args=[case.pk])
    given = client.post(url, {"lapangan": "1"}).json()
    assert given["arrives_until"] > given["valid_until"] > timezone.now().isoformat()
    client.force_login(account(Role.FIELD_OFFICER, "WATER"))
    assert client.post(url).status_code == 404
    client.force_login(account(Role.COORDINATOR, "COORDINATOR"))
    assert client.post(url).status_code == 403
