"""What our reporter says goes out, what they say comes in, and two copies are compared."""

from datetime import timedelta

import pytest

from balai.domains.citizen_reports.actions.remarks import add_words, contest_report
from balai.domains.citizen_reports.models_peers import Body, Difference, Relay, RelayMessage
from balai.domains.citizen_reports.relay import tasks
from balai.domains.citizen_reports.relay.actions.delivery import deliver
from balai.domains.citizen_reports.relay.actions.news import fetch_news
from balai.domains.citizen_reports.relay.actions.reconciling import reconcile
from balai.domains.citizen_reports.relay.actions.relaying import relay_case
from balai.domains.citizen_reports.relay.ports import PeerAway, PeerRefused
from balai.domains.citizen_reports.relay.queries import open_differences
from balai.domains.citizen_reports.tests.factories import file, officer
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.actor import CITIZEN, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay(report, body, holder, peer, now) -> Relay:
    at = now - timedelta(hours=5)
    made = relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=at)
    deliver(at=at)
    peer.calls.clear()
    peer.states["PROV-1"] = "open"
    made.refresh_from_db()
    return made


def followed(at) -> None:
    journal.seal(at=at)
    journal.run_followers(at=at)


def words(report) -> list[tuple[str, str]]:
    return [(item.by, item.text) for item in cases.thread(report.case, public_only=True)]


def test_words_of_the_reporter_go_out_once_and_in_order(relay, report, holder, peer, now):
    add_words(report=report, text="Kini sedalam lutut, hubungi 081234567890.", by=CITIZEN, at=now)
    cases.reply(case_id=report.pk, text="Besok kami lihat.", is_final=True, by=holder, at=now)
    contest_report(report=report, text="Belum dilihat siapa pun.", by=CITIZEN, at=now)
    followed(now)
    peer.fails = [PeerAway("NO_ANSWER", is_unsure=True)]
    deliver(at=now)
    journal.rewind("citizen_reports.relay")
    followed(now)
    deliver(at=now, impatient=True)
    # The officer's answer is ours to give; masked words go out masked.
    assert [(word.status, word.text) for word in peer.words.values()] == [
        ("UNCHANGED", "Kini sedalam lutut, hubungi [nomor disamarkan]."),
        ("REOPEN", "Belum dilihat siapa pun."),
    ]


def test_confirming_and_withdrawing_are_told_in_words(relay, report, holder, peer, now):
    cases.reply(case_id=report.pk, text="Sudah ditambal.", is_final=True, by=holder, at=now)
    cases.confirm(case_id=report.pk, by=CITIZEN, at=now)
    followed(now)
    deliver(at=now)
    assert [(word.status, word.text) for word in peer.words.values()] == [
        ("FIXED", "Pelapor menyatakan sudah selesai.")
    ]


def test_words_that_were_refused_are_a_dead_letter(relay, report, peer, now):
    add_words(report=report, text="Masih ada.", by=CITIZEN, at=now)
    followed(now)
    peer.fails = [PeerRefused("HTTP_404")]
    deliver(at=now)
    assert RelayMessage.objects.get(direction="OUT").failed_at == now


def test_their_news_are_heard_once_and_confirm_nothing(relay, report, peer, now):
    at = now - timedelta(hours=2)
    peer.tell("a1", "in_progress", "Sudah kami survei, hubungi 081234567890.", at)
    peer.tell("a2", "fixed", "Sudah ditambal.", at + timedelta(hours=1))
    assert (fetch_news(at=now), fetch_news(at=now)) == (2, 0)
    assert words(report)[-2:] == [
        ("Aplikasi lain", "Provinsi Contoh: Dikerjakan: Sudah kami survei, hubungi [nomor disamarkan]."),
        ("Aplikasi lain", "Provinsi Contoh: Dinyatakan selesai: Sudah ditambal."),
    ]
    case = cases.Case.objects.get(pk=report.pk)
    assert (case.state, case.confirmed_at) == ("RECEIVED", None)
    relay.refresh_from_db()
    assert (relay.foreign_status, relay.outside_label) == ("fixed", "Dinyatakan selesai")


def test_an_older_word_changes_no_state_and_the_same_words_are_not_said_twice(relay, report, peer, now):
    at = now - timedelta(hours=1)
    peer.tell("b2", "action_scheduled", "Dijadwalkan pekan depan.", at)
    fetch_news(at=now)
    before = len(words(report))
    peer.tell("b1", "in_progress", "", at - timedelta(minutes=30))
    peer.tell("b3", "action_scheduled", "Dijadwalkan pekan depan.", at + timedelta(minutes=1))
    assert fetch_news(at=now) == 2
    relay.refresh_from_db()
    assert relay.foreign_status == "action_scheduled"
    assert len(words(report)) == before + 1


def test_a_body_without_updates_is_asked_how_things_stand(relay, report, peer, now):
    peer.has_updates = False
    peer.states["PROV-1"] = "closed"
    assert (fetch_news(at=now), fetch_news(at=now)) == (1, 0)
    assert words(report)[-1] == ("Aplikasi lain", "Provinsi Contoh: Ditutup")


def test_news_that_cannot_be_fetched_are_asked_for_again_from_where_it_was(relay, body, peer, now):
    peer.tell("c1", "fixed", "Selesai.", now - timedelta(hours=4))
    peer.fails = [PeerAway("TOO_SLOW")]
    assert fetch_news(at=now) == 0
    body.refresh_from_db()
    assert (body.last_error, body.failing_since, body.seen_until) == ("TOO_SLOW", now, None)
    assert fetch_news(at=now + timedelta(hours=1)) == 1
    body.refresh_from_db()
    assert (body.last_error, body.failing_since) == ("", None)


def test_reconciling_finds_what_every_fault_left_behind(relay, report, body, peer, now):
    peer.tell("d1", "in_progress", "Mulai.", now - timedelta(hours=4))
    Body.objects.update(seen_until=now)  # as if the window had been read and lost
    add_words(report=report, text="Masih ada lubangnya.", by=CITIZEN, at=now)
    followed(now)
    RelayMessage.objects.update(next_try_at=now + timedelta(days=9))
    outcome = reconcile(body=body, by=SYSTEM, at=now)
    assert (outcome.compared, outcome.mended, outcome.left) == (1, 1, 0)
    assert [word.text for word in peer.words.values()] == ["Masih ada lubangnya."]
    relay.refresh_from_db()
    assert (relay.foreign_status, relay.reconciled_at) == ("in_progress", now)
    assert reconcile(body=body, by=SYSTEM, at=now).mended == 0


def test_a_state_that_no_update_told_is_taken_from_the_list(relay, body, peer, now):
    peer.states["PROV-1"] = "duplicate"
    reconcile(body=body, by=SYSTEM, at=now)
    relay.refresh_from_db()
    assert relay.foreign_status == "duplicate"
    row = Difference.objects.get()
    assert (row.gap, row.ours, row.theirs, row.mended_at) == ("STATUS", "open", "duplicate", now)


@pytest.mark.parametrize(("theirs", "ours"), [("open", "in_progress"), ("closed", "fixed"), ("open", "open")])
def test_a_list_that_says_less_is_no_difference(relay, body, peer, now, theirs, ours):
    Relay.objects.update(foreign_status=ours)
    peer.states["PROV-1"] = theirs
    reconcile(body=body, by=SYSTEM, at=now)
    relay.refresh_from_db()
    assert (relay.foreign_status, Difference.objects.count()) == (ours, 0)


def test_what_is_gone_there_is_shown_until_it_is_back(relay, body, peer, now):
    peer.hide("PROV-1")
    assert reconcile(body=body, by=SYSTEM, at=now).left == 1
    assert reconcile(body=body, by=SYSTEM, at=now).left == 1
    assert [row.gap for row in open_differences()] == ["MISSING_THERE"]
    peer.states["PROV-1"] = "open"
    assert reconcile(body=body, by=SYSTEM, at=now).left == 0
    assert not open_differences().exists()


def test_what_was_given_up_and_had_arrived_is_adopted(report, body, holder, peer, now):
    made = relay_case(case_id=report.pk, body_id=body.pk, by=holder, at=now)
    peer.loses = 1
    deliver(at=now)
    Relay.objects.update(state="FAILED", next_try_at=None)
    peer.states["PROV-1"] = "open"
    reconcile(body=body, by=SYSTEM, at=now)
    made.refresh_from_db()
    assert (made.state, made.foreign_number, len(peer.reports)) == ("SENT", "PROV-1", 1)
    assert Difference.objects.get().gap == "ADOPTED"


def test_a_body_that_is_away_is_said_to_be(relay, body, peer, now):
    peer.fails = [PeerAway("NO_CONNECTION")] * 3
    assert reconcile(body=body, by=SYSTEM, at=now).away == "NO_CONNECTION"


def test_tasks_run(relay, peer):
    assert tasks.send_relays.call() == 0
    assert tasks.fetch_relay_news.call() == 0
    assert tasks.reconcile_relays.call() == 0


def test_words_do_not_starve_behind_reports_that_fail(relay, report, body, peer, now):
    for number in range(4):
        other = file(at=now - timedelta(hours=1), text=f"Lubang nomor {number} di jalan provinsi rekaan.")
        relay_case(case_id=other.pk, body_id=body.pk, by=officer(other.case.holder), at=now)
    add_words(report=report, text="Masih ada.", by=CITIZEN, at=now)
    followed(now)
    peer.fails = [PeerAway("NO_ANSWER", is_unsure=True)] * 3
    tally = deliver(at=now)
    # After three failures in a row the body is left alone; its words have their own turn.
    assert (tally.again, tally.sent, len(peer.words)) == (3, 1, 1)
