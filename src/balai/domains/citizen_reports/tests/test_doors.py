"""Whatever door a report comes by, who is shut out stays out, what it came from is known, and a program is not slowed."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from balai.domains.citizen_reports.dialogue.speaking import converse
from balai.domains.citizen_reports.models import Report
from balai.engine.conversations.public import Conversation, Heard
from balai.engine.gate import public as gate
from balai.engine.gate.actions.banning import ban_trace
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_user
from balai.foundation.errors import TooOften

from .factories import DESA, make_category, make_key, make_parameter

pytestmark = pytest.mark.django_db
URL, UPDATES = "/open311/v2/requests.json", "/open311/v2/servicerequestupdates.json"
TEXT, PHONE = "Lampu jalan padam di tikungan rekaan.", "0800-0000-0001"


@pytest.fixture(autouse=True)
def _nothing_counted():
    make_category()
    cache.clear()
    yield
    cache.clear()


def relay(client, secret: str, **more: str):
    given = {"api_key": secret, "service_code": "JLN01", "address_id": DESA, "description": TEXT}
    return client.post(URL, given | more)


def shut(report: Report, kind: str) -> gate.Ban:
    """An officer shuts out what this report was sent from."""
    traces = {one.kind: one for one in gate.traces_of(subject=("case", report.pk))}
    keeper = actor_of(make_user(Role.COORDINATOR))
    return ban_trace(trace_id=traces[kind].pk, reason="FLOOD", days=7, by=keeper, at=timezone.now())


def kinds(report: Report) -> set[str]:
    return {one.kind for one in gate.traces_of(subject=("case", report.pk))}


@pytest.mark.slow
def test_a_ban_on_the_key_of_a_program_holds_and_reaches_no_other(client):
    (_, secret), (_, other) = make_key(), make_key("Provinsi Rekaan")
    assert relay(client, secret).status_code == 200
    report = Report.objects.get()
    ban = shut(report, "CLIENT")
    told = relay(client, secret, description=f"{TEXT} Lagi.")
    assert told.status_code == 403 and ban.code in told.json()[0]["description"]
    update = {"api_key": secret, "service_request_id": "RKN-00-000000", "description": "Masih padam."}
    assert client.post(UPDATES, update).status_code == 403
    assert relay(client, other).status_code == 200
    assert Report.objects.count() == 2


@pytest.mark.slow
def test_a_person_who_is_shut_out_does_not_come_back_by_a_program(client):
    _, secret = make_key()
    first = {"phone": PHONE, "client_key": "kiriman-1"}
    assert relay(client, secret, **first).status_code == 200
    report = Report.objects.get()
    assert kinds(report) == {"CLIENT", "PHONE"}
    ban = shut(report, "PHONE")
    assert relay(client, secret, phone="+62 80000000001").status_code == 403
    assert relay(client, secret, phone="0800-0000-0002").status_code == 200
    # Whoever asks for a receipt that was lost gets it: nothing new is filed by that.
    assert relay(client, secret, **first)["Idempotent-Replayed"] == "true"
    form = {"text": TEXT, "report_type": "COMPLAINT", "identity": "HIDDEN", "area": DESA, "category": "JLN01", "client_key": "x", "phone": PHONE}  # fmt: skip
    assert client.post("/lapor/", form).status_code == 403
    assert "/banding/" in tell(say_all(conversation())) and ban.code in tell(say_all(conversation()))


@pytest.mark.slow
def test_a_program_has_its_own_limit_and_no_puzzle(client):
    make_parameter("gate.puzzle", {"from": 1})
    make_parameter("gate.limits", {"PHONE": [1, 600]})
    make_parameter("open311.writes_per_minute", 4)
    (_, secret), (_, other) = make_key(), make_key("Provinsi Rekaan")
    answers = [relay(client, secret, phone=PHONE).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert relay(client, other).status_code == 200


def test_a_confidential_report_leaves_no_trace(client):
    _, secret = make_key()
    relay(client, secret, phone=PHONE, non_public="true")
    body = {"text": TEXT, "area": DESA, "category": "JLN01", "identity": "CONFIDENTIAL", "phone": PHONE}
    assert client.post("/api/reports", body, content_type="application/json").status_code == 201
    assert Report.objects.count() == 2
    assert not gate.Trace.objects.exists()


def test_a_report_of_the_api_can_be_shut_out(client):
    body = {"text": TEXT, "area": DESA, "category": "JLN01", "phone": PHONE}
    assert client.post("/api/reports", body, content_type="application/json").status_code == 201
    report = Report.objects.get()
    assert kinds(report) >= {"BLOCK", "PHONE"}
    shut(report, "BLOCK")
    assert client.post("/api/reports", body, content_type="application/json").status_code == 403


@pytest.mark.slow
def test_the_officer_shuts_a_program_out_from_the_report(client):
    _, secret = make_key()
    relay(client, secret)
    client.force_login(make_user(Role.COORDINATOR))
    page = client.get(f"/petugas/gerbang/tutup/case/{Report.objects.get().pk}/").content.decode()
    assert "Program pengirim" in page


def conversation(channel: str = "SMS", address: str = PHONE) -> Conversation:
    return Conversation.objects.get_or_create(
        channel=channel, sender_key=f"{channel}{address}", defaults={"address": address, "started_at": timezone.now()}
    )[0]  # fmt: skip


def say_all(one: Conversation) -> list:
    """A whole report, from its words to KIRIM; gives the last answers."""
    memory, replies, now = {}, [], timezone.now()
    many = Report.objects.count() * 10
    for turn, text in enumerate((TEXT, "desa wringin", "KIRIM"), start=many + 1):
        heard = Heard(number=turn, text=text, at=now)
        replies = converse(conversation=one, heard=heard, memory=memory, at=now)
    return replies


def tell(replies: list) -> str:
    return " ".join(reply.text for reply in replies)


@pytest.mark.slow
def test_one_phone_has_one_limit_by_whatever_channel_it_writes(client):
    make_parameter("gate.limits", {"PHONE": [2, 600], "SENDER": [3, 600]})
    form = {"text": TEXT, "report_type": "COMPLAINT", "identity": "HIDDEN", "area": DESA, "category": "JLN01", "client_key": "x", "phone": PHONE}  # fmt: skip
    assert client.post("/lapor/", form).status_code == 302
    say_all(conversation("SMS"))
    assert Report.objects.filter(channel="SMS").count() == 1
    refused = tell(say_all(conversation("WHATSAPP", "62" + PHONE[1:])))
    assert "Terlalu banyak kiriman" in refused and Report.objects.count() == 2
    # A chat without a phone is counted by its own address, and asked no puzzle.
    make_parameter("gate.puzzle", {"from": 0})
    for _ in range(4):
        say_all(conversation("TELEGRAM", "7001"))
    assert Report.objects.filter(channel="TELEGRAM").count() == 3


def test_what_two_doors_ask_of_one_request_counts_once(rf):
    make_parameter("gate.limits", {"PHONE": [2, 600]})
    asked = {"door": "intake", "phone": PHONE, "at": timezone.now()}
    for request in (rf.post("/api/reports"), rf.post("/api/reports")):
        for _ in range(2):
            gate.check_request(request, **asked)
    third = rf.post("/api/reports")
    for _ in range(2):
        with pytest.raises(TooOften):
            gate.check_request(third, **asked)
