"""Pages of data protection translate only; what is secret stays behind its link."""

import json
import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.data_protection.links import own_url
from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.tests.factories import (
    MAIL,
    NIK,
    account,
    ask,
    make_clocks,
    officer,
    proven,
    second,
)
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db
ASK, FOLLOW, DESK = (reverse(f"data_protection:{name}") for name in ("ask", "follow", "requests"))
WORDS = "Jawaban rekaan atas permintaan rekaan."


def page_of(row):
    return reverse("data_protection:request", args=[row.pk])


def typed(**more):
    return {"right": "ACCESS", "contact": MAIL, "codes": "", "text": "", "key": str(uuid4()), **more}


def test_asked_proven_answered_and_fetched(client):
    make_clocks()
    user = account()
    assert client.post(ASK, typed()).headers["Location"] == FOLLOW
    row = DataRequest.objects.select_related("case").get()
    code = row.case.tracking_code
    assert code in client.get(FOLLOW).content.decode()
    own = own_url(code)
    assert "Ya, ini alamat saya" in client.get(own).content.decode()
    client.post(own, {"act": "prove"})
    assert "Alamat Anda sudah dipastikan" in client.get(own).content.decode()
    assert client.get(own + "salinan.json").status_code == 404  # not answered yet
    client.force_login(officer())
    assert user.full_name in client.get(page_of(row)).content.decode()
    client.post(page_of(row), {"act": "answer", "step": "GRANTED", "text": WORDS, "ground": ""})
    client.logout()
    assert WORDS in client.get(own).content.decode()
    data = json.loads(client.get(own + "salinan.json").content)
    assert data["records"][0]["facts"][1] == {"label": "Surel", "value": MAIL}
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(own + "salinan.xlsx").content))
    assert MAIL in str(book.get_sheet_by_index(0).to_python())
    assert MAIL in client.get(own + "salinan.csv").content.decode()
    DataRequest.objects.update(copy_until=timezone.now())
    assert client.get(own + "salinan.json").status_code == 404


@pytest.mark.slow
def test_the_answer_is_a_letter_too(client):
    row = proven()
    client.force_login(officer())
    letter = reverse("data_protection:letter", args=[row.pk])
    assert client.get(letter).status_code == 403
    client.post(page_of(row), {"act": "answer", "step": "GRANTED", "text": WORDS, "ground": ""})
    assert client.get(letter).content[:5] == b"%PDF-"
    assert client.get(own_url(row.case.tracking_code) + "jawaban.pdf").content[:5] == b"%PDF-"


def test_a_wrong_key_and_a_code_that_is_not_there_are_the_same(client):
    row = ask()
    wrong = reverse("data_protection:own", args=[row.case.tracking_code, "0" * 32])
    gone = reverse("data_protection:own", args=["K7M-4Q2-XPD", "0" * 32])
    assert client.get(wrong).status_code == client.get(gone).status_code == 404
    # The token against forged forms and the nonce of scripts are new with every page.
    pages = [
        re.sub(r"[\w+/=-]{16,}", "", client.get(url).content.decode().replace(url, ""))
        for url in (wrong, gone)
    ]
    assert pages[0] == pages[1]


def test_the_code_alone_shows_no_content(client):
    proven(text="Rahasia rekaan")
    row = DataRequest.objects.select_related("case").get()
    page = client.post(FOLLOW, {"code": row.case.tracking_code}).content.decode()
    assert f"DP-{row.pk}" in page and "Rahasia rekaan" not in page and MAIL not in page
    assert client.post(FOLLOW, {"code": "K7M-4Q2-XPE"}).status_code == 422


def test_what_is_refused_comes_back_with_its_words(client):
    make_clocks()
    answer = client.post(ASK, typed(right="CORRECTION", text="Nama saya keliru", contact="12"))
    assert (answer.status_code, DataRequest.objects.count()) == (422, 0)
    assert "Nama saya keliru" in answer.content.decode()
    assert "nomor ponsel yang lengkap" in answer.content.decode()


def test_erased_by_two_people_with_buttons(client):
    user, row = account(), proven("ERASURE")
    client.force_login(officer())
    client.post(page_of(row), {"act": "propose", "rows": f"people.User:{user.pk}", "text": WORDS})
    assert "menunggu petugas kedua" in client.get(page_of(row)).content.decode()
    assert client.post(page_of(row), {"act": "confirm"}).status_code == 403
    client.force_login(second())
    assert client.post(page_of(row), {"act": "answer", "step": "GRANTED", "text": WORDS}).status_code == 403
    assert client.post(page_of(row), {"act": "confirm"}).status_code == 302
    user.refresh_from_db()
    assert not user.is_active


def test_corrected_and_restricted_with_buttons(client):
    user, row = account(), proven("CORRECTION")
    client.force_login(officer())
    what = f"people.User:{user.pk}|full_name"
    client.post(page_of(row), {"act": "correct", "what": what, "value": "Wati Rekaan"})
    user.refresh_from_db()
    assert user.full_name == "Wati Rekaan"
    row = proven("RESTRICTION")
    client.post(page_of(row), {"act": "restrict", "rows": f"people.User:{user.pk}"})
    assert "dibatasi" in client.get(page_of(row)).content.decode()
    client.post(page_of(row), {"act": "release", "rows": f"people.User:{user.pk}"})
    assert "dibatasi" not in client.get(page_of(row)).content.decode()


def test_at_the_desk_without_having_seen_the_card_nothing_is_filed(client):
    make_clocks()
    client.force_login(officer())
    url = reverse("data_protection:new")
    sent = {"right": "ACCESS", "nik": NIK, "contact": "", "text": "", "key": str(uuid4())}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, sent | {"seen": "on"}).status_code == 302
    assert DataRequest.objects.get().identity_kind == "DESK"


def test_nobody_else_opens_the_desk(client):
    row = ask()
    for role in (Role.CITIZEN, Role.OPD_ADMIN, Role.EXECUTIVE, Role.OPERATOR):
        client.force_login(make_user(role, email=f"{role.lower()}@lain.example"))
        assert {client.get(DESK).status_code, client.get(page_of(row)).status_code} == {403}


def test_the_list_asks_as_often_for_thirty_rows_as_for_one(client):
    make_clocks()
    client.force_login(officer())
    assert_bounded(client, DESK, lambda count: [ask() for _ in range(count)])
