"""Acts on needs: what they do, whom they refuse, what the journal says."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from balai.domains.needs.actions.deciding import (
    answer_need,
    decline_need,
    reopen_need,
    set_weights,
    weigh_need,
)
from balai.domains.needs.actions.drawing import draw_need
from balai.domains.needs.actions.heaping import merge_need, unmerge_need
from balai.domains.needs.actions.importing import apply_file, read_file
from balai.domains.needs.actions.stating import Statement, moderate, state_need
from balai.domains.needs.models import Need, NeedFile
from balai.domains.needs.queries.inventory import line_of, lines, weights
from balai.domains.needs.queries.reports import heard
from balai.domains.needs.terms import MOST_TIED, REPORT_CASE
from balai.domains.needs.tests.factories import (
    AT,
    TODAY,
    a_need,
    book,
    make_places,
    make_reasons,
    planner,
    sent,
)
from balai.engine.cases import kinds as case_kinds
from balai.engine.cases.public import Case, CaseKind
from balai.engine.journal.models import Entry
from balai.engine.notices.public import Notice
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.engine.threads import kinds as thread_kinds
from balai.engine.threads.models import Link
from balai.engine.threads.public import Knot, ThreadKind
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db


def codes() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("code", flat=True))


def refused(act, **given) -> str:
    before = len(codes())
    with pytest.raises(Refused) as refusal:
        act(**given, at=AT)
    assert len(codes()) == before
    return refusal.value.code


@pytest.fixture
def programmes(monkeypatch) -> Iterator[None]:
    """A programme called 7, as another room would tell of it."""
    knot = Knot("PROGRAMME", "7", "Program rekaan", "/")
    kind = ThreadKind(
        code="PROGRAMME", label="Program", plural="Program", icon="file", order=20,
        find=lambda ids: {one: knot for one in ids if one == "7"}, search=lambda words, most: [knot],
    )  # fmt: skip
    monkeypatch.setitem(thread_kinds._kinds, "PROGRAMME", kind)
    yield


def test_what_a_visitor_sends_waits_and_an_office_is_shown_at_once():
    key = uuid4()
    said = Statement(title="Jembatan rekaan", source="CITIZEN")
    first = state_need(said=said, key=key, by=CITIZEN, at=AT)
    assert state_need(said=said, key=key, by=CITIZEN, at=AT) == first
    officer = actor_of(make_user(Role.OPD_ADMIN))
    office = state_need(said=Statement(title="Gedung rekaan", source="OPD"), key=uuid4(), by=officer, at=AT)
    assert (first.moderation, office.moderation, office.opd_id) == ("PENDING", "SHOWN", officer.opd_id)
    assert [line.need for line in lines(on=TODAY)] == [office]
    assert codes() == ["NEED_PROPOSED", "NEED_PROPOSED"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "abc"}, "TEXT_TOO_SHORT"),
        ({"title": "Jembatan rekaan", "source": "POLICE"}, "NOT_YOURS"),
        ({"title": "Jembatan rekaan", "source": "REPORTS"}, "SOURCE_UNKNOWN"),
        ({"title": "Jembatan rekaan", "area": "99.99"}, "AREA_UNKNOWN"),
        ({"title": "Jembatan rekaan", "dimension": "LIVING", "sub_dimension": "WASTE"}, "DIMENSION_UNKNOWN"),
        ({"title": "Jembatan rekaan", "people": 10_000_001}, "PEOPLE_UNKNOWN"),
        ({"title": "Jembatan rekaan", "stated": TODAY + timedelta(days=1)}, "DAY_AHEAD"),
    ],
)
def test_a_statement_that_is_refused(given, code):
    assert refused(state_need, said=Statement(**given), key=uuid4(), by=CITIZEN) == code


def test_who_keeps_the_inventory_shows_or_hides_with_a_reason():
    need, by = sent(), planner()
    assert (
        refused(moderate, need_id=need.pk, is_shown=True, by=actor_of(make_user(Role.OPD_ADMIN)))
        == "NOT_YOURS"
    )
    assert refused(moderate, need_id=need.pk, is_shown=False, note="", by=by) == "TEXT_TOO_SHORT"
    for _ in range(2):
        moderate(need_id=need.pk, is_shown=True, by=by, at=AT)
    assert codes()[-1:] == ["NEED_SHOWN"] and codes().count("NEED_SHOWN") == 1


def _state(*needs: Need) -> list[dict]:
    rows = Need.objects.filter(pk__in=[need.pk for need in needs]).order_by("pk").values()
    return [{name: value for name, value in row.items() if name != "version"} for row in rows]


def test_a_heap_counts_all_its_sources_and_comes_apart_exactly_as_it_was():
    by = planner()
    one, two, three = a_need(people=10), a_need(people=900, source="POLICE"), a_need(people=50)
    weigh_need(
        need_id=two.pk,
        judged={"LEGAL": 100},
        said=Statement(title=two.title, people=900),
        version=1,
        by=by,
        at=AT,
    )
    merge_need(need_id=three.pk, into_id=two.pk, reason="sama", by=by, at=AT)
    before = _state(one, two, three)
    merge_need(need_id=two.pk, into_id=one.pk, reason="sama juga", by=by, at=AT)
    (line,) = lines(on=TODAY)
    assert (line.need, line.statements, line.people, line.sources) == (one, 3, 900, {"CITIZEN", "POLICE"})
    unmerge_need(need_id=two.pk, by=by, at=AT)
    assert _state(one, two, three) == before
    unmerge_need(need_id=three.pk, by=by, at=AT)
    assert sorted(line.statements for line in lines(on=TODAY)) == [1, 1, 1]
    assert codes()[-4:] == ["NEED_MERGED", "NEED_MERGED", "NEED_UNMERGED", "NEED_UNMERGED"]


def test_heaps_never_go_in_circles():
    by, one, two, three = planner(), a_need(), a_need(), a_need()
    merge_need(need_id=two.pk, into_id=one.pk, reason="sama", by=by, at=AT)
    merge_need(need_id=two.pk, into_id=one.pk, reason="sama", by=by, at=AT)
    assert codes().count("NEED_MERGED") == 1
    assert refused(merge_need, need_id=one.pk, into_id=two.pk, reason="sama", by=by) == "MERGE_ITSELF"
    assert refused(merge_need, need_id=one.pk, into_id=one.pk, reason="sama", by=by) == "MERGE_ITSELF"
    assert refused(merge_need, need_id=two.pk, into_id=three.pk, reason="sama", by=by) == "NEED_MERGED"
    assert (
        refused(weigh_need, need_id=two.pk, judged={}, said=Statement(title="Jembatan"), version=2, by=by)
        == "NEED_IN_HEAP"
    )


def test_a_need_is_weighed_once_at_a_time():
    by, need = planner(), a_need()
    said = Statement(title=need.title, people=9, dimension="LIVING", sub_dimension="HEALTH")
    weigh_need(need_id=need.pk, judged={"URGENCY": 75}, said=said, version=1, by=by, at=AT)
    assert refused(weigh_need, need_id=need.pk, judged={}, said=said, version=1, by=by) == "NEED_MOVED"
    assert (
        refused(weigh_need, need_id=need.pk, judged={"PEOPLE": 5}, said=said, version=2, by=by)
        == "JUDGEMENT_UNKNOWN"
    )
    need.refresh_from_db()
    assert (need.judged, need.people, need.sub_dimension) == ({"URGENCY": 75}, 9, "HEALTH")
    assert line_of(need, on=TODAY).standing == "WEIGHED"


def test_declined_with_a_reason_told_to_who_asked_and_answered_all_the_same_later(programmes):
    make_reasons()
    asker, by = make_user(Role.FIELD_OFFICER), planner()
    need = a_need(by=actor_of(asker), source="OPD")
    given = {"need_id": need.pk, "version": 1, "by": by}
    assert refused(decline_need, code="ENTAH", text="Penjelasan panjang", **given) == "REASON_UNKNOWN"
    assert refused(decline_need, code="NOT_OURS", text="pendek", **given) == "TEXT_TOO_SHORT"
    decline_need(code="NOT_OURS", text="Penjelasan yang cukup panjang", **given, at=AT)
    assert refused(decline_need, code="NOT_OURS", text="Penjelasan panjang", **given) == "NEED_MOVED"
    assert line_of(need, on=TODAY).standing == "DECLINED"
    reopen_need(need_id=need.pk, by=by, at=AT)
    assert line_of(need, on=TODAY).standing == "NEW"
    assert refused(answer_need, need_id=need.pk, programme="8", why="karena", by=by) == "PROGRAMME_UNKNOWN"
    for _ in range(2):
        answer_need(need_id=need.pk, programme="7", why="Menjawab sebagian", by=by, at=AT)
    assert line_of(need, on=TODAY).standing == "ANSWERED"
    assert Notice.objects.filter(user=asker, channel="INBOX").count() == 2
    assert codes().count("NEED_ANSWERED") == 1


def test_new_weights_begin_today_and_change_the_order():
    by = planner()
    a_need("Yang menyentuh banyak orang", people=90_000)
    legal = a_need("Yang diwajibkan aturan")
    weigh_need(
        need_id=legal.pk, judged={"LEGAL": 100}, said=Statement(title=legal.title), version=1, by=by, at=AT
    )
    given = {"people_full": 100_000, "sources_full": 20, "reference": "contoh", "by": by}
    assert refused(set_weights, weights={"LEGAL": 0}, since=TODAY, **given) == "WEIGHTS_UNUSABLE"
    assert refused(set_weights, weights={"LEGAL": 1}, since=TODAY - timedelta(days=1), **given) == "DAY_PAST"
    set_weights(weights={"LEGAL": 1}, since=TODAY, at=AT, **given)
    assert weights(on=TODAY).total == 1
    assert lines(on=TODAY)[0].need == legal


def _reports(number: int, *, is_confidential: bool = False) -> None:
    opd = make_opd()
    for place in range(number):
        Case.objects.create(
            kind=REPORT_CASE, tracking_code=f"R{is_confidential:d}{place:08d}", title="Laporan rekaan", category_code="JALAN",
            area_id="33.25.01.2001", is_confidential=is_confidential, updated_at=AT, state="RECEIVED", holder=opd,
            clock_set="X", opened_at=AT, holder_since=AT,
        )  # fmt: skip


@pytest.fixture
def reports(monkeypatch) -> None:
    """Sixty open reports and three confidential ones about roads in one kecamatan, with knots as their room would tell."""
    make_places()
    kind = CaseKind(code=REPORT_CASE, label="Laporan", categories=lambda: {"JALAN": "Jalan rusak"})
    monkeypatch.setitem(case_kinds._KINDS, REPORT_CASE, kind)
    knots = ThreadKind(
        code="CASE", label="Laporan", plural="Laporan", icon="report", order=60,
        find=lambda ids: {one: Knot("CASE", one, "Laporan", "/") for one in ids}, search=lambda words, most: [],
    )  # fmt: skip
    monkeypatch.setitem(thread_kinds._kinds, "CASE", knots)
    _reports(60)
    _reports(3, is_confidential=True)


def test_a_heap_of_reports_becomes_one_need_with_its_rule_and_its_newest_reports(reports):
    by = planner()
    (heap,) = heard(since=TODAY, until=TODAY)
    assert (heap.count, heap.category, heap.kecamatan, heap.need) == (60, "Jalan rusak", "Rekaan Hulu", None)
    given = {
        "category": "JALAN",
        "area": "33.25.01",
        "since": TODAY,
        "until": TODAY,
        "title": "Jalan yang tidak rusak lagi",
    }
    need = draw_need(**given, by=by, at=AT)
    assert draw_need(**given, by=by, at=AT) == need
    row = need.reports
    assert (row.count, row.tied, line_of(need, on=TODAY).statements) == (60, MOST_TIED, 60)
    links = Link.objects.filter(end_kind="NEED", end_id=str(need.pk))
    assert links.count() == MOST_TIED
    assert set(links.values_list("why", flat=True)) == {
        "Satu dari 60 laporan “Jalan rusak” di Rekaan Hulu, 02-03-2026 sampai 02-03-2026"
    }
    assert heard(since=TODAY, until=TODAY)[0].need == need.pk
    assert codes().count("NEED_DRAWN_FROM_REPORTS") == 1
    assert refused(draw_need, **{**given, "category": "LAIN"}, by=by) == "CATEGORY_UNKNOWN"
    assert refused(draw_need, **{**given, "area": "33.25.02"}, by=by) == "NO_REPORTS"
    assert refused(draw_need, **{**given, "since": TODAY + timedelta(days=2)}, by=by) == "SPAN_WRONG"


def test_a_file_goes_in_once_and_what_is_odd_stays_with_it():
    make_places()
    by = planner()
    data = book(
        ["Usulan", "Kecamatan", "Warna"],
        ["Jembatan rekaan", "Rekaan Hulu", "merah"],
        ["", "Rekaan Hilir", "biru"],
        ["Jembatan rekaan", "Rekaan Hulu", "hijau"],
    )
    read = read_file(name="usulan.xlsx", data=data, by=by, at=AT)
    assert read_file(name="lain.xlsx", data=data, by=by, at=AT) == read
    assert [[odd["code"] for odd in row["faults"]] for row in read.rows] == [[], ["TITLE_MISSING"], ["KNOWN"]]
    assert not Need.objects.exists()
    for _ in range(2):
        apply_file(file_id=read.pk, by=by, at=AT)
    (need,) = Need.objects.all()
    assert (need.title, need.area_id, need.extra) == ("Jembatan rekaan", "33.25.01", {"Warna": "merah"})
    assert [row["need"] for row in NeedFile.objects.get().rows] == [need.pk, None, None]
    assert codes() == ["NEEDS_FILE_READ", "NEEDS_IMPORTED"]


def test_only_who_keeps_the_inventory_decides():
    need, by = a_need(), actor_of(make_user(Role.OPD_ADMIN))
    said = Statement(title=need.title)
    for act, given in (
        (weigh_need, {"need_id": need.pk, "judged": {}, "said": said, "version": 1}),
        (decline_need, {"need_id": need.pk, "code": "NOT_OURS", "text": "x" * 20, "version": 1}),
        (merge_need, {"need_id": need.pk, "into_id": need.pk, "reason": "sama"}),
        (read_file, {"name": "a.xlsx", "data": b""}),
    ):
        with pytest.raises(Forbidden):
            act(**given, by=by, at=AT)
