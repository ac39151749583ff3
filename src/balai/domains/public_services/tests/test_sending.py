"""What a phone kept without a signal arrives exactly once, whoever else uses the phone."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from balai.domains.public_services.actions import sending
from balai.domains.public_services.actions.sending import box_label, receive
from balai.domains.public_services.models import Application, Draft
from balai.domains.public_services.rules.boxes import read_box
from balai.domains.public_services.testing import GRANT, make_fund, person
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.kits import sealing


def packed(fields, files=()):
    """A box as the browser packs it."""
    listed = [
        {"field": f"paper-{code}", "name": f"{code}.jpg", "type": "image/jpeg", "size": len(data)}
        for code, data in files
    ]
    head = json.dumps({"fields": fields, "files": listed}).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(data for _, data in files)


def answers(number=700, **more):
    died = timezone.localdate() - timedelta(days=2)
    return {"service": GRANT, "act": "ajukan", **person(number), "death_date": died.isoformat(), **more}


def jpeg(colour):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def photos():
    return [("family_card_photo", jpeg((10, 90, 200))), ("house_photo", jpeg((200, 90, 10)))]


@pytest.fixture
def now_town(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    year = timezone.localdate().year
    if year != town.fund.year:
        make_fund(10_000_000, year=year)
    return town


@pytest.fixture
def send(client, now_town):
    client.force_login(now_town.clerk)
    label = box_label(actor_of(now_town.clerk))

    def post(content, *, key=None, sealed=None):
        box = sealing.seal(label, content) if sealed is None else sealed
        form = {"key": str(key or uuid4()), "sealed": SimpleUploadedFile("kiriman", box)}
        return client.post(reverse("public_services:sendings"), form)

    return post


def test_a_sending_is_filed_once_however_often_it_is_sent(send):
    key, content = uuid4(), packed(answers(), photos())
    told = [send(content, key=key).json() for _ in range(3)]
    filed = Application.objects.get()
    assert [one["state"] for one in told] == ["FILED"] * 3
    assert {one["code"] for one in told} == {filed.case.tracking_code}
    assert (filed.client_key, filed.papers.count(), Draft.objects.count()) == (key, 2, 0)


def test_nothing_personal_comes_back_to_the_phone(send):
    told = send(packed(answers(), photos())).content.decode()
    assert (person(700)["deceased_name"] in told, person(700)["deceased_nik"] in told) == (False, False)


def test_an_incomplete_one_waits_as_a_draft_and_is_completed_by_the_next(send):
    key = uuid4()
    first = send(packed(answers(heir_name="")), key=key).json()
    assert (first["state"], first["url"]) == ("DRAFT", f"/loket/draf/{key}/")
    again = send(packed(answers(), photos()), key=key).json()
    assert (again["state"], Application.objects.count(), Draft.objects.count()) == ("FILED", 1, 0)


def test_one_that_was_only_kept_is_not_filed(send):
    told = send(packed(answers(act="simpan"), photos())).json()
    assert (told["state"], Draft.objects.get().papers.count()) == ("DRAFT", 2)


def test_one_that_the_rules_refuse_is_kept_with_the_reason(send):
    late = (timezone.localdate() - timedelta(days=90)).isoformat()
    told = send(packed(answers(death_date=late), photos())).json()
    assert (told["state"], "Lewat 60 hari" in told["message"]) == ("DRAFT", True)


def test_a_colleague_cannot_send_it(client, send, now_town):
    sealed = sealing.seal(box_label(actor_of(now_town.clerk)), packed(answers(), photos()))
    client.force_login(now_town.other_clerk)
    answer = send(b"", sealed=sealed)
    assert (answer.status_code, answer.json()["state"], Application.objects.count()) == (422, "REFUSED", 0)


def test_the_key_of_somebody_elses_draft_opens_nothing(send, now_town):
    other = now_town.draft(by=now_town.other_clerk)
    answer = send(packed(answers(), photos()), key=other.key)
    assert answer.status_code == 422
    other.refresh_from_db()
    assert other.client_name != person(700)["deceased_name"]


def test_a_process_that_died_after_the_draft_goes_on_from_there(now_town, monkeypatch):
    by, key, now = actor_of(now_town.clerk), uuid4(), timezone.now()
    sealed = sealing.seal(box_label(by), packed(answers(), photos()))

    def died(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(sending, "file_draft", died)
        receive(key=key, sealed=sealed, by=by, at=now)
    assert Draft.objects.get().key == key
    assert receive(key=key, sealed=sealed, by=by, at=now).state == "FILED"
    assert (Application.objects.count(), Application.objects.get().papers.count()) == (1, 2)


@pytest.mark.parametrize("form", [{}, {"key": "bukan"}, {"key": "x" * 5000}])
def test_what_is_no_sending_is_refused(client, now_town, form):
    client.force_login(now_town.clerk)
    assert client.post(reverse("public_services:sendings"), form).status_code == 422


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xff\xff\xff{}",
        packed({"act": 5}),
        packed({"act": "ajukan"})[:-3],
        (2).to_bytes(4, "big") + b"[]",
        b"\x00\x00\x00\x56"
        + b'{"fields": {}, "files": [{"field": "paper-x", "name": "x", "type": "", "size": 99999}]}',
        b"\x00\x00\x00\x54"
        + b'{"fields": {}, "files": [{"field": "../x", "name": "x", "type": "", "size": 0}]}   ',
    ],
)
def test_what_no_form_of_ours_made_is_refused(content):
    with pytest.raises(Refused) as refused:
        read_box(content)
    assert refused.value.code == "BOX_BROKEN"


def test_the_blank_pages_know_nobody(client, now_town):
    client.force_login(now_town.clerk)
    now_town.draft()
    for page in (reverse("public_services:offline"), reverse("public_services:offline_form", args=[GRANT])):
        text = client.get(page).content.decode()
        assert now_town.clerk.full_name not in text
        assert "csrf" not in text.casefold()
        assert "Almarhum Contoh" not in text


def test_the_worker_keeps_blank_pages_alone(client, now_town):
    client.force_login(now_town.clerk)
    answer = client.get(reverse("public_services:worker"))
    text = answer.content.decode()
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "text/javascript",
        "no-cache",
    )
    assert "/loket/luring/santunan\\u002Drekaan/" in text
    assert "draf" not in text


def test_the_greeting_names_nobody_and_differs_by_account(client, now_town):
    told = []
    for user in (now_town.clerk, now_town.other_clerk):
        client.force_login(user)
        told.append(client.get(reverse("public_services:greeting")).json())
    assert told[0]["owner"] != told[1]["owner"]
    assert told[0]["key"] != told[1]["key"]
