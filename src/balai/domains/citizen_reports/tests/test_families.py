"""A report under another: its page, its reporter's page, lists, the map, the interface and the counts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports import counting
from balai.domains.citizen_reports.api import rows
from balai.domains.citizen_reports.map_points import points_in
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.engine.cases import public as cases
from balai.engine.indicators import public as indicators
from balai.engine.journal.public import Entry, seal
from balai.engine.journal.public import run_followers as follow_journal
from balai.foundation.actor import CITIZEN
from balai.foundation.geo import Box

from .factories import PLACE, file, officer

pytestmark = pytest.mark.django_db
HERE = Box(PLACE[0] - 0.01, PLACE[1] - 0.01, PLACE[0] + 0.01, PLACE[1] + 0.01)


@pytest.fixture
def pair() -> tuple[Report, Report]:
    """A report, and one that was put under it."""
    now = timezone.now()
    head = file(text="Lubang besar di depan pasar rekaan.", at=now - timedelta(hours=3))
    member = file(text="Ada lubang dekat pasar rekaan, bahaya.", at=now - timedelta(hours=2))
    cases.merge(case_id=member.pk, into_id=head.pk, by=officer(head.case.holder), at=now)
    return head, member


def tracked(client, report: Report):
    return client.get(reverse("citizen_reports:tracked", args=[report.case.tracking_code]))


def answer(head: Report) -> None:
    cases.reply(case_id=head.pk, text="Lubang sudah ditambal.", is_final=True, by=officer(head.case.holder), at=timezone.now())  # fmt: skip


def test_the_reporter_of_a_member_reads_what_is_done_and_may_say_his_own(client, pair):
    head, member = pair
    answer(head)
    page = tracked(client, member).content.decode()
    assert "Lubang sudah ditambal." in page
    assert member.text in page
    assert head.case.tracking_code not in page
    code = member.case.tracking_code
    client.post(reverse("citizen_reports:respond", args=[code, "konfirmasi"]))
    again = tracked(client, member)
    assert "Anda sudah memastikan selesai." in again.content.decode()
    assert not again.context["may_react"]
    assert (again.context["voices"].confirmed, again.context["voices"].reporters) == (1, 2)


def test_a_reporter_parts_from_the_head_in_one_tap(client, pair):
    _, member = pair
    client.post(reverse("citizen_reports:respond", args=[member.case.tracking_code, "pisah"]))
    member.case.refresh_from_db()
    assert member.case.head_id is None
    assert "disatukan dengan laporan warga lain" not in tracked(client, member).content.decode()


def test_lists_and_map_show_it_once_with_its_weight(client, pair):
    head, member = pair
    page = client.get(reverse("citizen_reports:list"))
    assert [card["number"] for card in page.context["cards"]] == [number_of(head)]
    assert "dilaporkan 2 warga" in page.content.decode()
    (pin,) = points_in(HERE, at=timezone.now())["features"]
    assert pin["properties"]["reports"] == 2
    own = client.get(reverse("citizen_reports:report", args=[number_of(member)]))
    assert number_of(head) in own.content.decode()


def test_the_interface_says_what_it_is_the_same_as(pair):
    head, member = pair
    answer(head)
    found = {row["number"]: row for row in rows.rows_of(Report.objects.order_by("case"))}
    assert found[number_of(head)]["reporters"] == 2
    assert found[number_of(member)]["same_as"] == number_of(head)
    assert found[number_of(member)]["state"] == "ANSWERED"
    own = rows.own_row(Report.objects.filter(pk=member.pk))
    assert own["may_confirm"]
    assert own["thread"][-1]["text"] == "Lubang sudah ditambal."


def test_what_a_hidden_head_says_is_hidden_at_its_members_too(client, pair):
    head, member = pair
    cases.remark(case_id=head.pk, text="Kata pelapor yang disembunyikan.", is_public=True, by=CITIZEN, at=timezone.now())  # fmt: skip
    answer(head)
    Report.objects.filter(pk=head.pk).update(is_public=False)
    own = client.get(reverse("citizen_reports:report", args=[number_of(member)])).content.decode()
    for page in (own, tracked(client, member).content.decode(), str(rows.own_row(Report.objects.filter(pk=member.pk)))):  # fmt: skip
        assert "Lubang sudah ditambal." in page
        assert "yang disembunyikan" not in page
        assert f"/laporan/{number_of(head)}/" not in page


def totals() -> dict[str, int]:
    """The region's numbers, counted again from the whole journal."""
    now = timezone.now()
    seal(at=now)
    follow_journal(at=now)
    since, until = timezone.localdate(now) - timedelta(days=9), timezone.localdate(now) + timedelta(days=1)
    codes = [counting.OPENED, counting.OPEN, counting.MERGED]
    found = indicators.totals_of(codes, prefix="region", since=since, until=until)
    return {code: found[code].get("region", 0) for code in codes}


def test_a_family_counts_once_until_it_is_parted(pair):
    _, member = pair
    assert totals() == {counting.OPENED: 1, counting.OPEN: 1, counting.MERGED: 1}
    cases.withdraw(case_id=member.pk, by=CITIZEN, at=timezone.now())
    assert totals() == {counting.OPENED: 2, counting.OPEN: 1, counting.MERGED: 0}
    assert Entry.objects.filter(code="CASE_UNMERGED").exists()


def test_what_was_answered_before_it_was_merged_stays_counted():
    now = timezone.now()
    head, other = file(at=now - timedelta(hours=3)), file(at=now - timedelta(hours=2))
    by = officer(head.case.holder)
    cases.reply(case_id=other.pk, text="Sedang kami jadwalkan.", is_final=False, by=by, at=now)
    cases.merge(case_id=other.pk, into_id=head.pk, by=by, at=now)
    assert totals() == {counting.OPENED: 2, counting.OPEN: 1, counting.MERGED: 1}
