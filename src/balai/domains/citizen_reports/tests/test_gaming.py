"""Attacks on the statistics, on seeded histories with a clock of their own.

Each leaves the published measure where it was, or worse for whoever tries, or within a stated bound; and each is marked.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from balai.domains.citizen_reports import figures
from balai.domains.citizen_reports.measured_figures import ANSWERED
from balai.domains.citizen_reports.models import Measured
from balai.domains.citizen_reports.reference import forget_reference
from balai.domains.citizen_reports.tests.factories import make_category, make_opd, make_region
from balai.domains.citizen_reports.tests.histories import Told, after, book, caught_up, done, filed
from balai.engine.cases.public import Act
from balai.engine.indicators.models import Cell
from balai.engine.indicators.public import rebuild
from balai.engine.organizations.testing import region_of_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Midday in the region; the last days of November are still to come.
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
TODAY = date(2026, 11, 20)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
N, SLOW = 60, 20


class Town:
    """An agency with forty reports answered after 1 … 10 days and twenty that wait for ten days; another one beside it."""

    def __init__(self) -> None:
        make_region()
        self.opd, self.other = make_opd("DINAS_A"), make_opd("DINAS_B")
        self.category = make_category("JLN01")
        self.other_category = make_category("PJU01")
        rows = [self.told(NOW - 12 * DAY, place=n + 1) for n in range(N - SLOW)]
        rows += [self.told(NOW - 10 * DAY, place=n + 1) for n in range(N - SLOW, N)]
        cases = filed(rows)
        self.quick, self.slow = cases[:-SLOW], cases[-SLOW:]
        at = [case.opened_at + (1 + n % 10) * DAY for n, case in enumerate(self.quick)]
        done(Act.ANSWERED, self.quick, at=at, text="Sudah ditambal.")
        caught_up(NOW)
        self.before = self.row()

    def told(self, at: datetime, *, place: int, sender: str = "") -> Told:
        return Told(
            at=at, holder=self.opd.pk, category=self.category.pk, place=place, area="99.01.01.2001", sender=sender
        )  # fmt: skip

    def row(self, prefix: str = "opd", key: object = None) -> figures.Row:
        caught_up(NOW)
        wanted = str(key or self.opd.pk)
        return next(row for row in figures.table(prefix, today=TODAY) if row.key == wanted)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The town, once for all attacks: in a transaction that is rolled back at the end."""
    with region_of_module(None, at=NOW, blocker=django_db_blocker):
        with django_db_blocker.unblock():
            found = Town()
        yield found


@pytest.fixture
def town(built, db):
    forget_reference()
    return built


def marks(row: figures.Row) -> set[str]:
    return {mark.code for _month, mark in row.marks}


def longer(after_it, before) -> bool:
    """Not better: as long or longer, or so long that there is no figure any more."""
    return after_it.value is None or (before.value is not None and after_it.value >= before.value)


def test_the_honest_figures_are_there_and_unmarked(town):
    assert (town.before.opened, town.before.answered, town.before.open) == (N, N - SLOW, SLOW)
    assert town.before.median.value > 5 * DAY
    assert town.before.ninety.value is None
    assert marks(town.before) == set()


def test_closing_and_filing_again(town):
    done(Act.CLOSED, town.slow, at=[NOW - 3 * HOUR] * SLOW, reason="DUPLICATE")
    again = filed([town.told(NOW - 2 * HOUR, place=n + 1) for n in range(N - SLOW, N)])
    done(Act.ANSWERED, again, at=[NOW - HOUR] * SLOW, text="Sudah ditambal.")
    row = town.row()
    assert longer(row.median, town.before.median)
    assert row.ninety.value is None
    assert row.left_out == SLOW
    assert {"REFILED", "UNANSWERED"} <= marks(row)


def test_closing_without_an_answer(town):
    done(Act.CLOSED, town.slow, at=[NOW - HOUR] * SLOW, reason="DUPLICATE")
    row = town.row()
    assert longer(row.median, town.before.median)
    assert row.never == SLOW
    assert "UNANSWERED" in marks(row)


def test_closing_at_once_what_will_be_slow(town):
    """Taken out of the count on their first day, the hard ones would leave only easy ones behind."""
    hard = filed([town.told(NOW - 12 * DAY, place=500 + n) for n in range(SLOW)])
    honest = town.row()
    done(Act.CLOSED, hard, at=after(hard, HOUR), reason="DUPLICATE")
    assert longer(town.row().median, honest.median)


def test_a_flood_of_trifles_from_one_place(town):
    trifles = filed([town.told(NOW - DAY + n * timedelta(minutes=1), place=999) for n in range(100)])
    done(Act.ANSWERED, trifles, at=after(trifles, timedelta(minutes=5)), text="Sudah diambil sampahnya.")
    row = town.row()
    # Three of the hundred count: three in 63 move a median of 5 to 6 days by less than half a day.
    assert row.left_out == 97
    assert town.before.median.value - row.median.value < DAY / 2
    assert "FLOOD" in marks(row)


def test_a_flood_of_trifles_from_one_sender_in_many_places(town):
    rows = [
        town.told(NOW - DAY + n * timedelta(minutes=1), place=2000 + n, sender="a" * 64) for n in range(40)
    ]
    trifles = filed(rows)
    done(Act.ANSWERED, trifles, at=after(trifles, timedelta(minutes=5)), text="Sudah diambil sampahnya.")
    row = town.row()
    assert row.left_out == 35
    assert town.before.median.value - row.median.value < DAY
    assert "FLOOD" in marks(row)


def test_the_winner_with_one_report(town):
    one = filed([Told(at=NOW - DAY, holder=town.other.pk, category="JLN01", place=7000)])
    done(Act.ANSWERED, one, at=[NOW - DAY + HOUR], text="Sudah ditambal.")
    row = town.row(key=town.other.pk)
    assert (row.answered, row.median.value, row.enough) == (1, None, False)
    names = [found.label for found in figures.table("opd", today=TODAY)]
    assert names == sorted(names)


def test_pausing_before_the_month_ends(town):
    done(
        Act.PAUSED, town.slow, at=[datetime(2026, 11, 29, 5, tzinfo=UTC)] * SLOW, reason="WEATHER", until=None
    )
    row = town.row()
    assert (row.median, row.ninety) == (town.before.median, town.before.ninety)
    assert "PAUSED" in marks(row)


def test_merging_masses(town):
    head, rest = town.slow[0], town.slow[1:]
    more = filed([town.told(NOW - 9 * DAY, place=3000 + n) for n in range(SLOW)])
    before = town.row()
    done("CASE_MERGED", [*rest, *more], at=[NOW - HOUR] * (len(rest) + SLOW), into=head.pk)
    row = town.row()
    assert (row.median, row.ninety) == (before.median, before.ninety)
    assert "MERGED" in marks(row)
    # One answer ends the waiting of all, each with the time that it waited itself.
    done(Act.ANSWERED, [head], at=[NOW], text="Sudah ditambal.")
    town.row()
    assert {book(case).outcome for case in (head, *rest, *more)} == {"ANSWERED"}
    done("CASE_UNMERGED", rest[:1], at=[NOW], **{"from": head.pk})
    town.row()
    assert book(rest[0]).head_id is None


def test_handing_over_before_the_deadline(town):
    done(
        Act.REFUSED, town.slow, at=[NOW - HOUR] * SLOW, to=town.other.pk, reason="NOT_OURS", **{"from": town.opd.pk}
    )  # fmt: skip
    row, theirs = town.row(), town.row(key=town.other.pk) if _has(town.other) else None
    assert longer(row.median, town.before.median)
    assert row.never == SLOW
    assert "HANDED" in marks(row)
    assert theirs is None or theirs.median.value is None


def _has(opd) -> bool:
    return any(row.key == str(opd.pk) for row in figures.table("opd", today=TODAY))


def test_handing_over_at_once_is_no_trick(town):
    wrong = filed([town.told(NOW - DAY, place=4000 + n) for n in range(SLOW)])
    done(
        Act.REFUSED,
        wrong,
        at=after(wrong, HOUR),
        to=town.other.pk,
        reason="NOT_OURS",
        **{"from": town.opd.pk},
    )
    row = town.row()
    assert (row.median, row.never) == (town.before.median, 0)
    assert "HANDED" not in marks(row)


def test_another_category_before_the_deadline(town):
    group = town.category.group_id
    before = town.row("group", group)
    done(Act.RECLASSIFIED, town.slow, at=[NOW - HOUR] * SLOW, to=town.other_category.pk, **{"from": "JLN01"})
    row = town.row("group", group)
    assert longer(row.median, before.median)
    assert "RECLASSIFIED" in marks(town.row())


@pytest.mark.parametrize(
    "text", ["Sedang diproses.", "Terima kasih atas laporannya, akan segera kami tindaklanjuti."]
)
def test_words_that_say_nothing(town, text):
    done(Act.ANSWERED, town.slow, at=[NOW - HOUR] * SLOW, text=text)
    row = town.row()
    assert (row.median, row.ninety) == (town.before.median, town.before.ninety)
    assert "HOLLOW" in marks(row)
    # An answer that says something ends it, with the whole time.
    done(Act.SOLVED, town.slow[:1], at=[NOW], text="Lubang ditutup dengan aspal dingin.")
    town.row()
    assert book(town.slow[0]).ended_at == NOW


def test_counted_again_from_the_beginning_it_is_the_same(town):
    done(Act.CLOSED, town.slow, at=[NOW - 3 * HOUR] * SLOW, reason="DUPLICATE")
    filed([town.told(NOW - 2 * HOUR, place=n + 1) for n in range(N - SLOW, N)])
    caught_up(NOW)

    def all_of_it():
        cells = Cell.objects.filter(indicator__startswith="measure.", amount__gt=0)
        books = Measured.objects.values_list("pk", "left_out", "outcome", "hops", "opd_id")
        return set(cells.values_list("indicator", "key", "span", "day", "bucket", "amount")), set(books)

    before = all_of_it()
    rebuild(ANSWERED)
    assert Measured.objects.count() == 0
    caught_up(NOW)
    assert all_of_it() == before


def test_marks_stand_on_the_page_in_the_file_and_in_the_interface(town, client, monkeypatch):
    done(Act.CLOSED, town.slow, at=[NOW - HOUR] * SLOW, reason="DUPLICATE")
    caught_up(NOW)
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    sentence = "20 laporan ditutup tanpa jawaban."
    assert sentence in client.get("/statistik/").text
    assert f"2026-11: {sentence} (20/60)" in client.get("/statistik/anggota.csv").text
    told = client.get("/api/statistics?by=opd").json()["members"]
    assert next(row for row in told if row["name"] == town.opd.name)["flags"][0]["sentence"] == sentence
    assert client.get("/api/statistics?by=officer").status_code == 422
