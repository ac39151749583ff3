"""The field: acts that waited on an officer's phone are done once, in their order, and nothing that was typed is lost."""

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balai.engine.cases import kinds
from balai.engine.cases import public as cases
from balai.engine.cases.actions import field
from balai.engine.cases.field_models import FieldSending
from balai.engine.cases.models import Attachment, Case, Remark
from balai.engine.cases.tasks import sweep_field_sendings
from balai.engine.cases.terms import Act, State
from balai.engine.documents.tests.images import photo
from balai.engine.organizations.public import Region
from balai.engine.people.public import Role
from balai.engine.proofs.public import Capture
from balai.kits import sealing
from balai.kits.testing.queries import assert_bounded

from .factories import KIND, account, codes, make_case, make_region, officer, opd

pytestmark = pytest.mark.django_db


def facts(taken) -> dict:
    return {case.pk: {"text": "Kata umum rekaan.", "place": "Rekaan"} for case in taken}


@pytest.fixture
def now(monkeypatch):
    """Cases of these tests were opened a little before; their kind goes into the field."""
    make_region()
    place = {"number_prefix": "RKN", "latitude": -7.0, "longitude": 109.8}
    Region.objects.create(code="99.01", name="Kabupaten Rekaan", short_name="Rekaan", **place)
    monkeypatch.setitem(kinds._KINDS, KIND.code, replace(KIND, field_facts=facts))
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def user(client):
    found = account(Role.FIELD_OFFICER)
    client.force_login(found)
    return found


def sealed(user, *files: bytes, **fields: str) -> SimpleUploadedFile:
    """What a phone makes of a form."""
    rows = [{"field": "photos", "name": "foto.jpg", "type": "image/jpeg", "size": len(one)} for one in files]
    head = json.dumps({"fields": fields, "files": rows}).encode()
    content = len(head).to_bytes(4, "big") + head + b"".join(files)
    return SimpleUploadedFile("kiriman", sealing.seal(f"cases:{user.pk}", content))


def send(client, user, case: Case, what: str, *files: bytes, key=None, **fields: str):
    version = fields.pop("version", str(case.version))
    box = sealed(user, *files, case=str(case.pk), what=what, version=version, **fields)
    return client.post("/petugas/lapangan/kiriman/", {"key": str(key or uuid4()), "sealed": box})


def test_acts_are_done_in_their_order_on_what_was_seen(client, user, now):
    case = make_case(at=now)
    told = [
        send(client, user, case, "terima").json(),
        send(client, user, case, "catat", text="Catatan rekaan.", is_public="0").json(),
        send(client, user, case, "selesai", photo(64, 48), text="Sudah ditambal.", **placed(now)).json(),
    ]
    assert [one["state"] for one in told] == ["FILED"] * 3
    assert Case.objects.get().state == State.SOLVED
    assert codes(case)[1:] == [Act.ACCEPTED, Act.REMARKED, Act.SOLVED]


def placed(now) -> dict[str, str]:
    return {
        "photos-at": (now + timedelta(minutes=2)).isoformat(),
        "photos-lat": "-7.0",
        "photos-lon": "109.8",
    }


def test_the_same_sending_is_one_act(client, user, now):
    case, key = make_case(at=now), uuid4()
    first, again = (send(client, user, case, "terima", key=key).json() for _ in range(2))
    assert first == again
    assert codes(case).count(Act.ACCEPTED) == 1


def test_a_conflict_is_said_and_what_was_typed_can_be_sent_again(client, user, now):
    case, key = make_case(at=now), uuid4()
    cases.accept(case_id=case.pk, by=officer(), at=now)
    told = send(client, user, case, "jawab", key=key, text="Kata yang ditulis di lapangan.")
    assert (told.status_code, told.json()["state"]) == (422, "REFUSED")
    assert "baru saja diubah orang lain" in told.json()["message"]
    assert not Remark.objects.exists()
    page = client.get(told.json()["url"])
    assert "Kata yang ditulis di lapangan." in page.content.decode()
    fresh = Case.objects.get().version
    done = client.post(told.json()["url"], {"version": fresh, "text": "Kata yang ditulis di lapangan."})
    assert done.status_code == 302
    assert Remark.objects.get().text == "Kata yang ditulis di lapangan."
    assert bytes(FieldSending.objects.get().box) == b""
    # The phone, whose receipt was lost, hears that it is done.
    assert (
        send(client, user, case, "jawab", key=key, text="Kata yang ditulis di lapangan.").json()["state"]
        == "FILED"
    )
    assert Remark.objects.count() == 1


def test_of_two_refused_sendings_at_once_both_hear_the_same(client, user, now, monkeypatch):
    case, key, text = make_case(at=now), uuid4(), "Kata yang ditulis di lapangan."
    cases.accept(case_id=case.pk, by=officer(), at=now)
    act, quicker = field._do, []

    def overtaken(*given, **more):
        monkeypatch.setattr(field, "_do", act)
        quicker.append(send(client, user, case, "jawab", key=key, text=text).json())
        act(*given, **more)

    monkeypatch.setattr(field, "_do", overtaken)
    told = send(client, user, case, "jawab", key=key, text=text)
    assert (told.status_code, [told.json()]) == (422, quicker)
    assert FieldSending.objects.get().state == "REFUSED"


def test_a_proof_without_its_place_comes_back_with_its_photo(client, user, now):
    case, key = make_case(at=now), uuid4()
    cases.accept(case_id=case.pk, by=officer(), at=now)
    case.refresh_from_db()
    told = send(client, user, case, "selesai", photo(64, 48), key=key, text="Sudah ditambal.", **{"photos-at": placed(now)["photos-at"]})  # fmt: skip
    assert told.json()["state"] == "REFUSED"
    mended = {"version": case.version, "text": "Sudah ditambal.", "latitude": "-7,0", "longitude": "109,8"}
    assert client.post(told.json()["url"], mended).status_code == 302
    assert Case.objects.get().state == State.SOLVED
    assert Attachment.objects.get(case=case).role == "PROOF"


def test_a_proof_of_the_field_answers_the_challenge_that_it_took_along(client, user, now):
    case, picture = make_case(at=now), photo(64, 48)
    cases.accept(case_id=case.pk, by=officer(), at=now)
    Case.objects.update(assignee=user)
    case.refresh_from_db()
    address = f"/petugas/kasus/{case.pk}/sandi/"
    assert f'data-challenge="{address}"' in client.get("/petugas/lapangan/").content.decode()
    given = client.post(address, {"lapangan": "1"}).json()["challenge"]
    taken = timezone.now().isoformat()
    shot = {"sha256": sha256(picture).hexdigest(), "way": "CAMERA", "taken_at": taken, "latitude": -7.0, "longitude": 109.8}  # fmt: skip
    said = json.dumps({"challenge": given, "photos": [shot]})
    assert (
        send(client, user, case, "selesai", picture, text="Sudah ditambal.", captures=said).json()["state"]
        == "FILED"
    )
    capture = Capture.objects.get()
    assert (capture.challenge.token, capture.way) == (given, "CAMERA")
    assert capture.document.latitude == -7.0


def test_a_sending_is_its_officers_own(client, user, now):
    case, key = make_case(at=now), uuid4()
    cases.accept(case_id=case.pk, by=officer(), at=now)
    url = send(client, user, case, "terima", key=key).json()["url"]
    other = account(Role.FIELD_OFFICER)
    client.force_login(other)
    assert client.get(url).status_code == 404
    assert send(client, user, case, "terima").json()["state"] == "REFUSED"  # sealed for somebody else
    assert FieldSending.objects.count() == 1


def test_a_case_that_left_the_agency_keeps_its_words_for_the_officer(client, user, now):
    case = make_case(at=now)
    Case.objects.update(holder=opd("WATER"))
    told = send(client, user, case, "jawab", text="Kata yang ditulis di lapangan.").json()
    assert told["state"] == "REFUSED"
    page = client.get(told["url"]).content.decode()
    assert "Kata yang ditulis di lapangan." in page
    assert "Kirim lagi" not in page


@pytest.mark.parametrize("fields", [{"what": "tutup"}, {"what": "terima", "case": "0"}, {}])
def test_what_no_form_of_the_field_sends_is_refused(client, user, now, fields):
    box = sealed(user, **fields)
    answer = client.post("/petugas/lapangan/kiriman/", {"key": str(uuid4()), "sealed": box})
    assert answer.status_code == 422
    assert not FieldSending.objects.exists()


def test_the_phone_takes_own_cases_and_unclaimed_ones_but_nothing_confidential(client, user, now):
    mine, free, taken, secret, far = (make_case(holder, at=now) for holder in ["ROADS"] * 4 + ["WATER"])
    Case.objects.filter(pk=mine.pk).update(assignee=user)
    Case.objects.filter(pk=taken.pk).update(assignee=account(Role.FIELD_OFFICER))
    Case.objects.filter(pk=secret.pk).update(is_confidential=True)
    rows = client.get("/petugas/lapangan/").context["rows"]
    assert [row["case"].pk for row in rows] == [mine.pk, free.pk]
    kept = client.get("/petugas/lapangan/sw.js").content.decode()
    assert f"/petugas/lapangan/luring/{mine.pk}/" in kept.replace("\\u002D", "-")
    assert f"luring/{secret.pk}/" not in kept
    for case, status in ((mine, 200), (free, 200), (taken, 404), (secret, 404), (far, 404)):
        assert client.get(f"/petugas/lapangan/luring/{case.pk}/").status_code == status


def test_blank_cases_name_nobody(client, user, now):
    case = make_case(at=now)
    for page in ("/petugas/lapangan/luring/", f"/petugas/lapangan/luring/{case.pk}/"):
        text = client.get(page).content.decode()
        assert user.full_name not in text
        assert "csrfmiddlewaretoken" not in text


def test_the_list_asks_as_often_for_many_cases(client, user, now):
    assert_bounded(client, "/petugas/lapangan/", lambda n: [make_case(at=now) for _ in range(n)])


def test_what_nobody_came_back_to_is_dropped(client, user, now):
    case = make_case(at=now)
    cases.accept(case_id=case.pk, by=officer(), at=now)
    send(client, user, case, "terima")
    assert sweep_field_sendings.call() == 0
    FieldSending.objects.update(received_at=timezone.now() - timedelta(days=61))
    assert sweep_field_sendings.call() == 1
    assert bytes(FieldSending.objects.get().box) == b""
