"""What is found to be alike, what never is, and that whoever joins keeps everything that is his."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.actions.filing import Draft, file_report
from balai.domains.citizen_reports.alike.finding import Question, find_alike
from balai.domains.citizen_reports.alike.joining import join
from balai.domains.citizen_reports.alike.rules.likeness import bits_apart
from balai.domains.citizen_reports.alike.rules.words import said, tongue, topics_of
from balai.domains.citizen_reports.alike.showing import rough
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import (
    DESA,
    PLACE,
    file,
    make_category,
    make_parameter,
    officer,
)
from balai.engine.cases import public as cases
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused

WORDS = [["jalan", "dalan"], ["lubang", "bolong"], ["depan", "ngarep"]]
HOLE = "Jalan berlubang dalam di depan pasar rekaan."
JAVANESE = "Dalan bolong ngarep pasar rekaan, mbebayani"
ALIKE = "/lapor/serupa/"


def test_words_of_two_tongues_meet():
    speech = tongue(tuple(map(tuple, WORDS)))
    topics = topics_of([["jalan", "lubang"]], speech)
    one, other = said(HOLE, speech, topics), said(JAVANESE, speech, topics)
    assert one.topic >= {"lubang"}
    assert other.topic >= {"lubang"}
    assert {"pasar", "reka"} <= {word[:5].rstrip("a") for word in one.place & other.place} | one.place


def test_a_number_belongs_to_what_it_counts():
    speech = tongue(())
    assert "rt3" in said("Lubang di RT 03", speech, frozenset()).place
    assert said("RT 3", speech, frozenset()).place == said("rt03", speech, frozenset()).place


@pytest.mark.parametrize(
    ("one", "other", "bits"), [(0, 0, 0), (-1, 0, 64), (5, 4, 1), (-(2**63), 2**63 - 1, 64)]
)
def test_fingerprints_are_compared_bit_by_bit(one, other, bits):
    assert bits_apart(one, other) == bits


@pytest.mark.parametrize(("metres", "shown"), [(0, 50), (1, 50), (50, 50), (51, 100), (None, None)])
def test_a_distance_is_rough(metres, shown):
    assert rough(metres) == shown


# --- among the reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def hole() -> Report:
    make_parameter("citizen_reports.same_words", WORDS)
    make_parameter("citizen_reports.nearby", {"metres": 300, "days": 45})
    return file(text=HOLE)


def asked(text: str = JAVANESE, *, north: float = 0.0002, **more) -> Question:
    given = {"latitude": PLACE[0] + north, "longitude": PLACE[1], "at": timezone.now()}
    return Question(text=text, **{**given, **more})


def found(question: Question) -> list[int]:
    return [one.report.pk for one in find_alike(question)]


def test_the_same_is_found_in_other_words(hole):
    assert found(asked()) == [hole.pk]


def test_without_a_point_the_desa_and_the_words_decide(hole):
    file(text=HOLE, area_code=DESA, latitude=None, longitude=None)
    assert found(Question(text=HOLE, at=timezone.now(), area_code=DESA, category_code="JLN01"))


@pytest.mark.parametrize(
    "question",
    [
        {"north": 0.01},
        {"at": timezone.now() + timedelta(days=60)},
        {"text": "Lampu mati di tempat ini, gelap sekali.", "category_code": "LMP01"},
    ],
    ids=["far", "a year later", "another problem"],
)
def test_near_misses_are_not(hole, question):
    make_category("LMP01", group="LIGHTS", keywords=["lampu"])
    assert found(asked(**question)) == []


def test_what_is_not_public_is_never_found(hole):
    Report.objects.filter(pk=hole.pk).update(is_public=False)
    assert found(asked()) == []


def test_what_is_over_is_not_offered(hole):
    by = officer(hole.case.holder)
    cases.close(case_id=hole.pk, reason="DUPLICATE", text="Sudah ada.", by=by, at=timezone.now())
    assert found(asked()) == []


def test_a_head_stands_for_its_family(hole):
    member = file(text=JAVANESE, at=timezone.now())
    join(report=member, number=number_of(hole), by=CITIZEN, at=timezone.now())
    assert found(asked()) == [hole.pk]


def test_what_is_read_does_not_grow(hole, django_assert_max_num_queries):
    for _ in range(4):
        file(text=HOLE)
    find_alike(asked())
    with django_assert_max_num_queries(6):
        assert len(find_alike(asked())) == 3


# --- joining


def sent(client, **more):
    given = {
        "text": JAVANESE, "report_type": "COMPLAINT", "identity": "HIDDEN", "client_key": "rekaan-1", "category": "JLN01",
        "latitude": str(PLACE[0] + 0.0002), "longitude": str(PLACE[1]), "name": "", "email": "", "phone": "",
    }  # fmt: skip
    return client.post(reverse("citizen_reports:intake"), {**given, **more})


def test_the_form_is_asked_and_joined_in_one_tap(client, hole):
    question = {"text": JAVANESE, "latitude": PLACE[0], "longitude": PLACE[1]}
    page = client.post(ALIKE, question).content.decode()
    assert f'value="{number_of(hole)}"' in page
    for _ in range(2):
        assert sent(client, same_as=number_of(hole)).status_code == 302
    own = Report.objects.exclude(pk=hole.pk).get()
    assert (own.text, own.case.head_id) == (JAVANESE, hole.pk)
    hole.case.refresh_from_db()
    assert hole.case.members == 1
    assert own.case.tracking_code != hole.case.tracking_code


def test_who_joins_what_was_closed_meanwhile_is_not_lost(client, hole):
    by = officer(hole.case.holder)
    cases.close(case_id=hole.pk, reason="DUPLICATE", text="Sudah ada.", by=by, at=timezone.now())
    for number in (number_of(hole), "RKN-26-999999", "bukan nomor"):
        sent(client, same_as=number, client_key=number, text=f"{JAVANESE} {number}")
    assert Report.objects.exclude(pk=hole.pk).filter(case__head=None).count() == 3


def test_a_confidential_report_joins_nothing_and_is_joined_by_nobody(hole):
    draft = Draft(text=JAVANESE, category_code="JLN01", latitude=PLACE[0], longitude=PLACE[1], identity="CONFIDENTIAL", same_as=number_of(hole))  # fmt: skip
    secret = file_report(draft=draft, by=CITIZEN, at=timezone.now())
    assert secret.case.head_id is None
    with pytest.raises(NotFound):
        join(report=hole, number=number_of(secret), by=CITIZEN, at=timezone.now())


def test_without_scripts_the_receipt_asks(client, hole):
    sent(client)
    own = Report.objects.exclude(pk=hole.pk).get()
    code = own.case.tracking_code
    page = client.get(reverse("citizen_reports:tracked", args=[code]) + "?baru=1").content.decode()
    assert f'name="into" value="{number_of(hole)}"' in page
    client.post(reverse("citizen_reports:respond", args=[code, "gabung"]), {"into": number_of(hole)})
    own.case.refresh_from_db()
    assert own.case.head_id == hole.pk
    again = client.get(reverse("citizen_reports:tracked", args=[code]) + "?baru=1").content.decode()
    assert 'name="into"' not in again


def test_an_older_report_cannot_be_put_under_a_younger_one(hole):
    young = file(text=JAVANESE, at=timezone.now())
    with pytest.raises(Refused) as refused:
        join(report=hole, number=number_of(young), by=CITIZEN, at=timezone.now())
    assert refused.value.code == "HEAD_IS_YOUNGER"


def test_other_programs_ask_and_join_too(client, hole):
    question = {"text": JAVANESE, "latitude": PLACE[0], "longitude": PLACE[1]}
    answer = client.post("/api/reports/alike", json.dumps(question), content_type="application/json")
    (row,) = answer.json()
    assert (row["number"], row["metres"]) == (number_of(hole), 50)
    payload = question | {"category": "JLN01", "same_as": row["number"]}
    client.post("/api/reports", json.dumps(payload), content_type="application/json")
    assert Report.objects.filter(case__head=hole.pk).count() == 1


@pytest.mark.parametrize("broken", [{"latitude": "x", "longitude": "1"}, {"latitude": "nan", "longitude": "1"}, {"latitude": "99", "longitude": "1"}, {"text": "\0"}, {}])  # fmt: skip
def test_bad_input_finds_nothing(client, hole, broken):
    answer = client.post(ALIKE, {"text": HOLE} | broken)
    assert answer.status_code == 200
    assert b"report-card" not in answer.content
