"""Acts on ideas: what they do, whom they refuse, what the journal says."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest

from balai.domains.ideas.actions.answering import admit_idea, hide_idea, move_idea
from balai.domains.ideas.actions.sending import Words, send_idea
from balai.domains.ideas.actions.supporting import support_idea
from balai.domains.ideas.models import Idea, IdeaStep, Support
from balai.domains.ideas.queries import box
from balai.domains.ideas.tests.factories import AT, TODAY, an_idea, keeper, shown, user, world
from balai.domains.ideas.threads import THREAD_KIND
from balai.engine.duties.public import duties_about
from balai.engine.journal.models import Entry
from balai.engine.notices.public import Notice
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd
from balai.engine.threads import kinds
from balai.engine.threads.models import Link
from balai.engine.threads.public import Knot, ThreadKind, dead_ends
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.testing.threads import at_once, shared_database

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return [
        code
        for code in Entry.objects.order_by("pk").values_list("code", flat=True)
        if code.startswith("IDEA")
    ]


def refused(act, **given) -> str:
    before = len(codes())
    with pytest.raises(Refused) as refusal:
        act(**given, at=AT)
    assert len(codes()) == before
    return refusal.value.code


def move(idea: Idea, stage: str, **more) -> Idea:
    idea.refresh_from_db()
    given = {"text": "Penjelasan rekaan yang cukup panjang.", "version": idea.version, "by": keeper(), **more}
    return move_idea(idea_id=idea.pk, stage=stage, at=AT, **given)


@pytest.fixture
def innovations(monkeypatch) -> Iterator[None]:
    """An innovation called 7, as another room would tell of it."""
    knot = Knot("INNOVATION", "7", "Inovasi rekaan", "/")
    kind = ThreadKind(
        code="INNOVATION", label="Inovasi", plural="Inovasi", icon="star", order=30,
        find=lambda ids: {one: knot for one in ids if one == "7"}, search=lambda words, most: [knot],
    )  # fmt: skip
    monkeypatch.setitem(kinds._kinds, "INNOVATION", kind)
    yield


def test_what_is_sent_waits_and_is_owed_an_answer_by_a_dated_promise():
    world()
    Parameter.objects.create(code="ideas.answer_days", value=14, valid_from=date(2026, 1, 1))
    key = uuid4()
    first = an_idea("Gagasan rekaan warga", key=key)
    assert an_idea("Gagasan rekaan warga", key=key) == first
    assert (first.stage, first.answer_date, first.opd_id) == ("RECEIVED", TODAY + timedelta(days=14), None)
    duty = duties_about("IDEA", [str(first.pk)])[0]
    assert (duty.holder_name, duty.due_date) == (make_opd("KOORD").short_name, first.answer_date)
    assert "rekaan" not in duty.title  # nothing of it is told before somebody has looked
    assert box.shown().count() == 0 and THREAD_KIND.find([str(first.pk)]) == {}
    assert codes() == ["IDEA_SENT"]


def test_an_officer_is_known_by_the_agency_alone():
    idea = an_idea(by=actor_of(user("petugas", opd="DINAS")))
    assert (idea.origin, idea.opd.code) == ("OFFICER", "DINAS")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": "abc"}, "TEXT_TOO_SHORT"),
        ({"text": "pendek"}, "TEXT_TOO_SHORT"),
        ({"area": "99.99"}, "AREA_UNKNOWN"),
    ],
)
def test_what_cannot_be_sent(words, code):
    world()
    given = {"title": "Gagasan rekaan", "text": "Uraian rekaan yang cukup panjang.", **words}
    assert refused(send_idea, words=Words(**given), key=uuid4(), by=CITIZEN) == code
    assert Idea.objects.count() == 0


def test_looked_at_given_to_an_office_and_passed_on_with_the_same_promise():
    idea = shown(opd="DINAS")
    again = admit_idea(idea_id=idea.pk, holder_id=make_opd("DINAS").pk, by=keeper(), at=AT)
    assert again.version == idea.version
    moved = admit_idea(idea_id=idea.pk, holder_id=make_opd("LAIN").pk, by=keeper(), at=AT + timedelta(days=3))
    open_duties = [duty for duty in duties_about("IDEA", [str(idea.pk)]) if duty.is_open]
    assert [(duty.holder_name, duty.due_date) for duty in open_duties] == [
        (make_opd("LAIN").short_name, idea.answer_date)
    ]
    assert moved.answer_date == idea.answer_date
    assert codes() == ["IDEA_SENT", "IDEA_ADMITTED", "IDEA_ADMITTED"]


def test_a_hidden_idea_is_answered_by_its_reason_and_may_still_be_shown():
    idea = hide_idea(idea_id=an_idea().pk, text="Iklan, bukan gagasan.", by=keeper(), at=AT)
    assert (idea.stage, idea.answered_on, idea.duty_id) == ("HIDDEN", TODAY, None)
    assert refused(hide_idea, idea_id=idea.pk, text="Iklan, bukan gagasan.", by=keeper()) == "IDEA_MOVED"
    assert admit_idea(idea_id=idea.pk, holder_id=make_opd("DINAS").pk, by=keeper(), at=AT).stage == "REVIEWED"


def test_from_answer_to_innovation(innovations):
    idea = shown(by=actor_of(user("warga", Role.CITIZEN)))
    move(idea, "ACCEPTED")
    idea.refresh_from_db()
    assert (idea.answered_on, idea.duty_id) == (TODAY, None)
    assert [ids for one, ids in dead_ends(visible={"IDEA"}) if one.kind == "IDEA"] == [[str(idea.pk)]]
    move(idea, "PILOTED")
    with pytest.raises(Refused, match="Pilih inovasi"):
        move(idea, "ADOPTED", innovation="8")
    move(idea, "ADOPTED", innovation="7")
    link = Link.objects.get()
    assert (link.start_kind, link.end_kind, link.end_id) == ("IDEA", "INNOVATION", "7")
    assert [step.stage for step in IdeaStep.objects.all()] == ["REVIEWED", "ACCEPTED", "PILOTED", "ADOPTED"]
    assert Notice.objects.filter(user__email="warga@contoh.invalid", channel="INBOX").count() == 4


def test_a_refusal_taken_back_is_owed_again():
    idea = shown()
    move(idea, "DECLINED")
    move(idea, "REVIEWED")
    idea.refresh_from_db()
    assert (idea.answered_on, idea.duty_id is None) == (None, False)


def test_who_may_not():
    idea = shown(opd="DINAS")
    holder, other = user("pemegang", Role.OPD_ADMIN, "DINAS"), user("lain", Role.OPD_ADMIN, "LAIN")
    for who in (actor_of(other), actor_of(user("warga", Role.CITIZEN)), CITIZEN):
        with pytest.raises(Forbidden):
            move(idea, "ACCEPTED", by=who)
        assert refused(hide_idea, idea_id=idea.pk, text="Alasan rekaan", by=who) == "NOT_YOURS"
        assert refused(admit_idea, idea_id=idea.pk, holder_id=1, by=who) == "NOT_YOURS"
    with pytest.raises(Conflict):
        move(idea, "ACCEPTED", version=idea.version + 1)
    with pytest.raises(Refused, match="tidak dapat diambil"):
        move(idea, "PILOTED")
    with pytest.raises(Refused):
        move(idea, "ACCEPTED", text="pendek")
    move(idea, "ACCEPTED", by=actor_of(holder))
    assert refused(admit_idea, idea_id=idea.pk, holder_id=1, by=keeper()) == "IDEA_MOVED"
    assert refused(admit_idea, idea_id=0, holder_id=1, by=SYSTEM) == "IDEA_UNKNOWN"


def test_a_device_supports_once_and_leaves_a_mark_of_this_idea_alone():
    one, two = shown(), shown()
    assert support_idea(idea_id=one.pk, device="x", by=CITIZEN, at=AT) is True
    assert support_idea(idea_id=one.pk, device="x", by=CITIZEN, at=AT) is False
    support_idea(idea_id=one.pk, device="y", by=CITIZEN, at=AT)
    support_idea(idea_id=two.pk, device="x", by=CITIZEN, at=AT)
    one.refresh_from_db()
    assert one.supports == 2
    marks = Support.objects.values_list("mark", flat=True)
    assert len(set(marks)) == 3 and all("x" not in mark for mark in marks)
    with pytest.raises(NotFound):
        support_idea(idea_id=an_idea().pk, device="x", by=CITIZEN, at=AT)


def test_similar_ideas_are_found_by_their_words():
    near = shown("Antrean puskesmas dari rumah")
    shown("Lampu jalan bertenaga surya")
    an_idea("Antrean puskesmas dari rumah lain")
    assert box.alike("Antrean puskesmas diambil dari rumah") == [near]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_device_twice_at_the_same_moment_counts_once():
    idea = shown()
    with shared_database():
        press = lambda: support_idea(idea_id=idea.pk, device="x", by=CITIZEN, at=AT)  # noqa: E731
        results = at_once(press, press)
        sums = at_once(lambda: Idea.objects.get(pk=idea.pk).supports)
    assert sorted(map(str, results)) == ["False", "True"] and sums == [1]
