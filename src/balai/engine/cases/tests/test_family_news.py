"""Who hears of what happens to a family: everybody who reported, once, with his own code."""

from dataclasses import replace

import pytest

from balai.engine.cases import kinds
from balai.engine.cases import public as cases
from balai.engine.cases.models import Case
from balai.engine.cases.tidings import tell
from balai.engine.notices.models import Notice
from balai.engine.notices.public import Recipient
from balai.foundation.actor import CITIZEN

from .factories import KIND, MONDAY, entries, hours, make_case, officer, proof, watch
from .factories import account as make_account

pytestmark = pytest.mark.django_db
TEXT = "Kata-kata rekaan."
LATER = MONDAY + hours(8)


@pytest.fixture
def mails(monkeypatch) -> dict[int, str]:
    """Each case has a reporter with an address of his own, unless the test says another."""
    own: dict[int, str] = {}

    def reporters(asked):
        return {
            case.pk: [Recipient(email=own.get(case.pk, f"warga{case.pk}@contoh.example"))] for case in asked
        }

    monkeypatch.setitem(kinds._KINDS, KIND.code, replace(KIND, reporters=reporters))
    return own


def family(of: int = 3) -> list[Case]:
    found = [make_case(at=MONDAY + hours(n)) for n in range(of)]
    for case in found[1:]:
        cases.merge(case_id=case.pk, into_id=found[0].pk, by=officer(), at=MONDAY + hours(7))
    return found


def told(case: Case) -> list[str]:
    """The addresses that the last act of this case reaches, sorted; read twice, as a follower may be."""
    Notice.objects.all().delete()
    last = entries(case)[-1:]
    tell(last)
    tell(last)
    return sorted(Notice.objects.filter(user=None).values_list("address", flat=True))


def mail_to(case: Case) -> Notice:
    """The one mail to this case's reporter; addresses are encrypted, so they are compared here."""
    (found,) = [row for row in Notice.objects.filter(user=None) if row.address == address(case)]
    return found


def address(case: Case) -> str:
    return f"warga{case.pk}@contoh.example"


def close(head: Case) -> None:
    cases.close(case_id=head.pk, reason="DUPLICATE", text=TEXT, by=officer(), at=LATER)


def solve(head: Case) -> None:
    cases.accept(case_id=head.pk, by=officer(), at=LATER)
    cases.solve(case_id=head.pk, text=TEXT, proofs=[proof(taken_at=LATER)], by=officer(), at=LATER)


def reply(head: Case) -> None:
    cases.reply(case_id=head.pk, text=TEXT, is_final=False, by=officer(), at=LATER)


@pytest.mark.parametrize("act", [close, solve, reply])
def test_what_is_done_to_the_head_reaches_every_reporter_once(mails, act):
    found = family()
    act(found[0])
    assert told(found[0]) == sorted(address(case) for case in found)
    for case in found:
        own = mail_to(case)
        assert case.tracking_code in own.body
        assert f"/lacak/{case.tracking_code}/" in own.url


def test_who_reported_twice_is_told_once(mails):
    head, case, _ = found = family()
    mails[case.pk] = address(head)
    close(head)
    assert told(head) == sorted({address(found[0]), address(found[2])})


def test_reopening_reaches_all_but_the_one_who_did_it(mails):
    head, case, other = family()
    solve(head)
    cases.contest(case_id=case.pk, text=TEXT, by=CITIZEN, at=LATER)
    assert told(head) == sorted([address(head), address(other)])


def test_a_case_alone_is_reopened_without_noise(mails):
    case = make_case()
    solve(case)
    cases.contest(case_id=case.pk, text=TEXT, by=CITIZEN, at=LATER)
    assert told(case) == []


def test_merging_is_told_to_whom_it_concerns(mails):
    head, case, other = family()
    assert told(case) == [address(case)]
    assert str(head.pk) in mail_to(case).body
    cases.unmerge(case_id=case.pk, by=officer(), at=LATER)
    assert told(case) == [address(case)]
    cases.unmerge(case_id=other.pk, by=CITIZEN, at=LATER)
    assert told(other) == []


def test_what_was_before_the_merge_is_not_told_again(mails):
    head, case = make_case(), make_case(at=MONDAY + hours(1))
    cases.accept(case_id=head.pk, by=officer(), at=MONDAY + hours(2))
    accepted = entries(head)[-1:]
    cases.merge(case_id=case.pk, into_id=head.pk, by=officer(), at=MONDAY + hours(3))
    tell(accepted)
    assert [row.address for row in Notice.objects.filter(user=None)] == [address(head)]


def test_who_follows_a_member_hears_of_the_head(mails):
    head, case = family(of=2)
    user = make_account()
    watch(case, user)
    reply(head)
    told(head)
    assert Notice.objects.filter(user=user, channel="INBOX", template="case_watcher").count() == 1
