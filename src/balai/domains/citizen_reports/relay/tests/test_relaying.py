"""A case is sent on: who may, what never leaves, what goes out, and that it arrives once."""

from datetime import timedelta

import pytest

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import PeerOrigin, Relay
from balai.domains.citizen_reports.relay.actions.delivery import deliver
from balai.domains.citizen_reports.relay.actions.relaying import (
    allow_contact,
    cancel_relay,
    relay_case,
    retry_relay,
)
from balai.domains.citizen_reports.relay.ports import PeerAway, PeerRefused
from balai.domains.citizen_reports.relay.queries import choices_for, dead_letters
from balai.domains.citizen_reports.relay.tests.pretend import make_body
from balai.domains.citizen_reports.tests.factories import file, make_key, make_opd, officer
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db


def send(report, body, holder, now, **given) -> Relay:
    return relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=now, **given)


def public_words(report) -> list[str]:
    return [item.text for item in cases.thread(report.case, public_only=True)[1:]]


def test_it_goes_with_its_public_words_and_the_case_stays_where_it_is(report, body, holder, peer, now):
    before = cases.Case.objects.get(pk=report.pk).snapshot()
    relay = send(report, body, holder, now, reason="Jalan ini milik provinsi.")
    assert (relay.state, journal.history(subject=("case", report.pk))[-1].code) == ("WAITING", "CASE_RELAYED")
    assert deliver(at=now).sent == 1
    relay.refresh_from_db()
    assert (relay.state, relay.foreign_number) == ("SENT", "PROV-1")
    sent = peer.reports["PROV-1"]
    assert sent.text.startswith("Lubang besar di jalan provinsi")
    assert f"{sent.number}: " in sent.text
    assert (sent.latitude, sent.service_code, sent.path) == (report.latitude, "001", ["99.01"])
    assert (sent.name, sent.email, sent.phone) == ("", "", "")
    assert "nomor PROV-1" in public_words(report)[-1]
    # Neither holder nor promise nor clock has moved.
    assert cases.Case.objects.get(pk=report.pk).snapshot() == before
    assert cases.replayed(report.case) == before


def test_a_lost_answer_does_not_make_a_second_report(report, body, holder, peer, now):
    relay = send(report, body, holder, now)
    peer.loses = 1
    assert deliver(at=now).again == 1
    relay.refresh_from_db()
    assert (relay.state, relay.is_unsure, relay.last_error) == ("WAITING", True, "NO_ANSWER")
    assert deliver(at=now).sent == 0  # not yet due
    assert deliver(at=now + timedelta(minutes=2)).sent == 1
    assert peer.calls == ["send", "find"]
    assert list(peer.reports) == ["PROV-1"]


def test_a_token_is_asked_for_until_it_has_a_number(report, body, holder, peer, now):
    relay = send(report, body, holder, now)
    peer.tokens = True
    deliver(at=now)
    deliver(at=now, impatient=True)
    peer.tokens = False
    deliver(at=now, impatient=True)
    relay.refresh_from_db()
    assert (relay.foreign_number, peer.calls) == ("PROV-1", ["send", "number_of", "number_of"])


def test_what_is_refused_there_is_a_dead_letter_with_their_words(report, body, holder, peer, now):
    relay = send(report, body, holder, now)
    peer.fails = [PeerRefused("HTTP_400", "service_code: tidak dikenal")]
    assert deliver(at=now).failed == 1
    assert [(row.state, row.answer) for row in dead_letters()] == [("REFUSED", "service_code: tidak dikenal")]
    retry_relay(relay_id=relay.pk, by=holder, at=now)
    assert deliver(at=now).sent == 1
    assert not dead_letters().exists()
    with pytest.raises(Refused) as caught:
        retry_relay(relay_id=relay.pk, by=holder, at=now)
    assert caught.value.code == "NOTHING_FAILED"


def test_it_is_tried_for_days_and_then_given_up(report, body, holder, peer, now):
    send(report, body, holder, now)
    peer.fails = [PeerAway("NO_CONNECTION")] * 20
    for hours in range(0, 24 * 5, 3):
        deliver(at=now + timedelta(hours=hours))
    assert [(row.state, row.last_error) for row in dead_letters()] == [("FAILED", "NO_CONNECTION")]
    assert len(peer.calls) == 12


def test_one_body_that_is_away_holds_up_no_other(report, body, holder, peer, now):
    other = make_body(at=now, code="pusat", name="Meja Nasional Contoh")
    second = file(text="Lubang lain di jalan provinsi rekaan.")
    for one, to in ((report, body), (second, body), (report, other)):
        send(one, to, officer(one.case.holder), now)
    peer.fails = [PeerAway("NO_CONNECTION")]
    tally = deliver(at=now)
    assert (tally.sent, tally.again) == (1, 1)
    # The second one was not even tried, and lost no attempt.
    assert sorted(Relay.objects.values_list("state", "attempts")) == [
        ("SENT", 1), ("WAITING", 0), ("WAITING", 1)
    ]  # fmt: skip


def test_the_wait_that_they_ask_for_is_kept(report, body, holder, peer, now):
    relay = send(report, body, holder, now)
    peer.fails = [PeerAway("HTTP_429", wait=3600)]
    deliver(at=now)
    relay.refresh_from_db()
    assert relay.next_try_at == now + timedelta(hours=1)


def test_confidential_and_hidden_reports_never_leave(report, body, holder, peer, now):
    secret = file(identity="CONFIDENTIAL", text="Ada pungutan di jalan provinsi rekaan.")
    assert choices_for(secret) == []
    with pytest.raises(Refused) as caught:
        send(secret, body, officer(secret.case.holder), now)
    assert caught.value.code == "RELAY_PRIVATE"
    relay = send(report, body, holder, now)
    Report.objects.filter(pk=report.pk).update(is_public=False)
    deliver(at=now)
    relay.refresh_from_db()
    assert (relay.state, peer.reports) == ("CANCELLED", {})


def test_who_may_send_on(report, body, now):
    stranger = officer(make_opd("DINAS_LAIN"))
    with pytest.raises(NotFound):
        send(report, body, stranger, now)
    with pytest.raises(NotFound):
        send(report, body, CITIZEN, now)
    with pytest.raises(Forbidden):
        send(report, body, officer(report.case.holder, "FIELD_OFFICER"), now)
    coordinator = officer(make_opd("KOORDINATOR"), "COORDINATOR")
    assert send(report, body, coordinator, now).state == "WAITING"
    with pytest.raises(Conflict):
        send(report, body, coordinator, now)


def test_what_is_over_and_what_has_no_route_stays(report, body, holder, now):
    elsewhere = make_body(
        at=now, code="lain", routes=[{"category": "SMP01", "area": "", "service": "9", "words": []}]
    )
    with pytest.raises(Refused) as caught:
        send(report, elsewhere, holder, now)
    assert caught.value.code == "RELAY_NO_ROUTE"
    cases.withdraw(case_id=report.pk, by=CITIZEN, at=now)
    with pytest.raises(Refused) as caught:
        send(report, body, holder, now)
    assert caught.value.code == "RELAY_ENDED"


def test_nothing_runs_in_a_circle(report, body, holder, now):
    PeerOrigin.objects.create(case=report.case, api_key=make_key()[0], path=["99", "98.01"])
    assert choices_for(report) == []
    with pytest.raises(Refused) as caught:
        send(report, body, holder, now)
    assert caught.value.code == "RELAY_LOOP"


def test_a_report_of_a_body_does_not_go_back_to_it(report, now, holder):
    body = make_body(at=now, code="tetangga", jurisdiction="", writes=True)
    Report.objects.filter(pk=report.pk).update(api_key=body.incoming_key)
    with pytest.raises(Refused) as caught:
        send(report, body, holder, now)
    assert caught.value.code == "RELAY_LOOP"


def test_it_is_proposed_where_the_words_say_so(report, body, now):
    other = make_body(
        at=now, code="lain", routes=[{"category": "", "area": "99.01", "service": "9", "words": []}]
    )
    assert [(one.body, one.is_proposed, one.because) for one in choices_for(report)] == [
        (body, True, "jalan provinsi"), (other, False, "")
    ]  # fmt: skip


def test_a_sending_that_has_not_gone_can_be_taken_back_and_asked_again(report, body, holder, peer, now):
    relay = send(report, body, holder, now)
    cancel_relay(relay_id=relay.pk, by=holder, at=now)
    assert deliver(at=now).sent == 0
    assert send(report, body, holder, now).pk == relay.pk
    deliver(at=now)
    with pytest.raises(Conflict):
        cancel_relay(relay_id=relay.pk, by=holder, at=now)


def test_contact_leaves_only_when_the_reporter_says_so(body, peer, now):
    report = file(
        at=now - timedelta(days=1), identity="OPEN", name="Wati Contoh", phone="0800000000",
        text="Lubang di jalan provinsi rekaan.",
    )  # fmt: skip
    relay = send(report, body, officer(report.case.holder), now)
    deliver(at=now)
    assert peer.reports["PROV-1"].phone == ""
    allow_contact(report=report, relay_id=relay.pk, by=CITIZEN, at=now)
    allow_contact(report=report, relay_id=relay.pk, by=CITIZEN, at=now)
    deliver(at=now)
    assert [(word.name, word.phone) for word in peer.words.values()] == [("Wati Contoh", "0800000000")]


def test_contact_allowed_before_it_went_goes_with_it(body, peer, now):
    report = file(at=now, identity="HIDDEN", email="wati@contoh.example", text="Jalan provinsi rekaan rusak.")
    relay = send(report, body, officer(report.case.holder), now)
    allow_contact(report=report, relay_id=relay.pk, by=CITIZEN, at=now)
    deliver(at=now)
    assert (peer.reports["PROV-1"].email, peer.words) == ("wati@contoh.example", {})


def test_an_anonymous_reporter_has_no_contact_to_give(report, body, holder, now):
    relay = send(report, body, holder, now)
    with pytest.raises(Refused) as caught:
        allow_contact(report=report, relay_id=relay.pk, by=CITIZEN, at=now)
    assert caught.value.code == "CONTACT_NONE"
