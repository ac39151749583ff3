"""Acts on the contest: weights, entries, jury, closing, certificates; whom they refuse and what stays unseen."""

import re
from uuid import uuid4

import pytest

from balai.domains.ideas.actions.certifying import certify, digest_of
from balai.domains.ideas.actions.contests import move_entry, name_juror, set_criteria
from balai.domains.ideas.actions.judging import close_jury
from balai.domains.ideas.loading import load
from balai.domains.ideas.models import Certificate, Edition, Entry, Juror, Sheet
from balai.domains.ideas.queries.contests import certificate_pdf, groups, open_sheets, tasks_of
from balai.domains.ideas.tests.factories import (
    AT,
    CATEGORIES,
    YEAR,
    a_juror,
    an_edition,
    an_entry,
    an_idea,
    finalist,
    give,
    keeper,
    score,
    user,
)
from balai.engine.people.public import Role, actor_of
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.testing.threads import at_once, shared_database

pytestmark = pytest.mark.django_db


def refused(act, **given) -> str:
    with pytest.raises(Refused) as refusal:
        act(**{"by": SYSTEM, "at": AT, **given})
    return refusal.value.code


def test_weights_sum_to_a_hundred_and_stay_once_points_were_given():
    row = an_edition()
    given = {"year": YEAR, "version": row.version}
    assert refused(set_criteria, **given, weights={"NEW": 50, "USE": 40}) == "WEIGHTS_SUM"
    assert refused(set_criteria, **given, weights={"NEW": 100}) == "WEIGHTS_SUM"
    assert refused(set_criteria, **given, weights={"NEW": 50, "USE": 50}, by=CITIZEN) == "NOT_YOURS"
    row = set_criteria(**given, weights={"NEW": 50, "USE": 50}, by=keeper(), at=AT)
    assert [one["weight"] for one in row.criteria] == [50, 50]
    assert refused(set_criteria, **given, weights={"NEW": 60, "USE": 40}) == "EDITION_MOVED"
    score(finalist(), a_juror(), 80, 70)
    again = {"year": YEAR, "version": row.version, "weights": {"NEW": 60, "USE": 40}}
    assert refused(set_criteria, **again) == "SCORING_BEGUN"


def region_file(folder, weight: int):
    (folder / "ideas").mkdir(exist_ok=True)
    (folder / "region.yaml").write_text("code: rekaan\n")
    (folder / "ideas" / "krenova.yaml").write_text(
        f"editions:\n  - year: 2030\n    title: Lomba\n    criteria:\n      - {{code: A, label: Asli, weight: {weight}}}\n"
        "    categories:\n      - {code: X, label: Umum}\n"
    )
    return folder


def test_an_edition_of_the_region_whose_weights_do_not_sum_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match=r"baris 2.*`criteria`: Bobot berjumlah 90, seharusnya 100") as refusal:
        load(region_file(tmp_path, 90), by=SYSTEM, at=AT)
    assert refusal.value.code == "REGION_FILE_INVALID" and Edition.objects.count() == 0
    load(region_file(tmp_path, 100), by=SYSTEM, at=AT)
    Edition.objects.update(criteria=[{"code": "A", "label": "Asli, diubah", "weight": 100}])
    load(tmp_path, by=SYSTEM, at=AT)
    assert Edition.objects.get().criteria[0]["label"] == "Asli, diubah"  # the same file changes nothing


def test_entered_once_from_an_idea_by_its_code_or_fresh():
    idea, key = an_idea("Gagasan rekaan yang didaftarkan"), uuid4()
    code = idea.tracking_code.lower().replace("-", " ")
    first = an_entry(" ", idea_code=code, text="", key=key)
    assert (first.title, first.text, first.idea, first.stage) == (idea.title, idea.text, idea, "REGISTERED")
    assert an_entry("Karya lain", key=key) == first
    officer = actor_of(user("petugas", opd="DINAS"))
    assert an_entry("Karya rekaan dinas", by=officer, category="OFFICES").opd.code == "DINAS"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"category": "X"}, "CATEGORY_UNKNOWN"),
        ({"title": "abc"}, "TEXT_TOO_SHORT"),
        ({"participant": ""}, "TEXT_TOO_SHORT"),
        ({"idea_code": "abc"}, "CODE_MALFORMED"),
        ({"idea_code": "000-000-000"}, "IDEA_UNKNOWN"),
    ],
)
def test_what_cannot_be_entered(given, code):
    with pytest.raises(Refused) as refusal:
        an_entry(**given)
    assert (refusal.value.code, Entry.objects.count()) == (code, 0)


@pytest.mark.parametrize("dates", [("2026-04-01", "2026-05-01"), ("2026-01-01", "2026-03-01"), (None, None)])
def test_entries_are_taken_on_the_days_of_the_edition_only(dates):
    an_edition(opens_on=dates[0], closes_on=dates[1])
    with pytest.raises(Refused, match="tidak sedang dibuka"):
        an_entry()


def test_who_sends_again_after_the_entries_closed_finds_his_own():
    key = uuid4()
    first = an_entry(key=key)
    Edition.objects.update(closes_on="2026-01-01")
    assert an_entry(key=key) == first
    with pytest.raises(Refused, match="tidak sedang dibuka"):
        an_entry()


def test_an_entry_goes_step_by_step_or_ends_with_a_reason():
    row = an_entry()
    given = {"entry_id": row.pk, "version": row.version, "text": ""}
    assert refused(move_entry, **given, stage="FINALIST") == "MOVE_UNKNOWN"
    assert refused(move_entry, **given, stage="REJECTED") == "TEXT_TOO_SHORT"
    assert refused(move_entry, **given, stage="CHECKED", by=actor_of(user("lain"))) == "NOT_YOURS"
    row = move_entry(**given, stage="CHECKED", by=keeper(), at=AT)
    assert refused(move_entry, **given, stage="VERIFIED") == "ENTRY_MOVED"
    given = {"entry_id": row.pk, "version": row.version, "text": "Berkasnya tidak lengkap."}
    assert move_entry(**given, stage="REJECTED", by=keeper(), at=AT).stage_text == "Berkasnya tidak lengkap."


def test_who_keeps_the_contest_is_no_juror():
    an_edition()
    keeper()
    assert refused(name_juror, year=YEAR, email="pengurus@contoh.invalid") == "KEEPER_NO_JUROR"
    assert refused(name_juror, year=YEAR, email="tidak-ada@contoh.invalid") == "USER_UNKNOWN"
    one = a_juror()
    a_juror()
    assert Juror.objects.get().user == one
    assert refused(name_juror, year=YEAR, email=one.email, by=actor_of(one)) == "NOT_YOURS"


def test_a_juror_scores_what_he_has_no_interest_in():
    juror, row = a_juror(opd="KANTOR-A"), finalist()
    assert score(row, juror, 80, 70).points == {"NEW": 80, "USE": 70}
    score(row, juror, 90, 70)
    assert Sheet.objects.get().points["NEW"] == 90
    own_office = finalist(by=actor_of(user("rekan", opd="KANTOR-A")))
    own_sending = finalist(by=actor_of(juror))
    idea = an_idea(by=actor_of(juror))
    own_idea = finalist(idea_code=idea.tracking_code)
    for entry in (own_office, own_sending, own_idea):
        with pytest.raises(Forbidden) as refusal:
            score(entry, juror, 100, 100)
        assert refusal.value.code == "CONFLICT_OF_INTEREST"
    with pytest.raises(Forbidden, match="Hanya juri"):
        score(row, user("bukan-juri"), 1, 1)
    with pytest.raises(Refused, match="hanya finalis"):
        score(an_entry(), juror, 1, 1)
    for wrong in ({"NEW": 101, "USE": 1}, {"NEW": 1}, {"NEW": -1, "USE": 1}):
        with pytest.raises(Refused, match="0 sampai 100"):
            give(row, juror, wrong)


def test_nobody_sees_points_of_others_before_the_close():
    one, other, row = a_juror(), a_juror("juri-b", "KANTOR-B"), finalist()
    score(row, one, 80, 70)
    task = tasks_of(Juror.objects.get(user=other))[0]
    assert (task.entry, task.sheet) == (row, None)
    assert open_sheets(row.edition) == {}
    score(row, other, 60, 50)
    close_jury(year=YEAR, by=keeper(), at=AT)
    assert [sheet.points["NEW"] for sheet in open_sheets(Edition.objects.get())[row.pk]] == [80, 60]


def test_closing_says_what_is_missing():
    one, other = a_juror(), a_juror("juri-b", "KANTOR-B")
    assert refused(close_jury, year=YEAR) == "NO_FINALIST"
    row, waiting = finalist(), an_entry()
    assert refused(close_jury, year=YEAR) == "ENTRIES_UNDECIDED"
    move_entry(
        entry_id=waiting.pk,
        stage="REJECTED",
        text="Berkas tidak lengkap.",
        version=waiting.version,
        by=SYSTEM,
        at=AT,
    )
    score(row, one, 80, 70)
    with pytest.raises(Refused, match=re.escape("belum lengkap dari: Juri-B Rekaan (1).")):
        close_jury(year=YEAR, by=SYSTEM, at=AT)
    assert refused(close_jury, year=YEAR, by=actor_of(one)) == "NOT_YOURS"
    score(row, other, 60, 50)
    first = close_jury(year=YEAR, by=keeper(), at=AT)
    assert close_jury(year=YEAR, by=keeper(), at=AT).version == first.version
    with pytest.raises(Conflict, match="sudah ditutup"):
        score(row, one, 1, 1)
    with pytest.raises(Refused):
        an_entry()


def test_one_juror_is_no_jury():
    score(finalist(), a_juror(), 80, 70)
    assert refused(close_jury, year=YEAR) == "JURORS_FEW"


def judged() -> tuple[Entry, Entry, Entry, Entry]:
    """Two that are equal but for a criterion, one behind, one alone in its category; the jury has closed."""
    jurors = a_juror(), a_juror("juri-b", "KANTOR-B")
    rows = (
        finalist("Karya pertama"),
        finalist("Karya kedua"),
        finalist("Karya ketiga"),
        finalist("Karya dinas", category="OFFICES"),
    )
    for juror in jurors:
        for row, points in zip(rows, [(60, 80), (80, 50), (50, 50), (10, 10)], strict=True):
            score(row, juror, *points)
    close_jury(year=YEAR, by=keeper(), at=AT)
    for row in rows:
        row.refresh_from_db()
    return rows


def test_ranks_by_category_with_ties_told_openly():
    rows = judged()
    assert [(row.rank, str(row.score), row.tie_break) for row in rows] == [
        (2, "68.00", "NEW"),
        (1, "68.00", "NEW"),
        (3, "50.00", ""),
        (1, "10.00", ""),
    ]
    people, offices = groups(Edition.objects.get())
    assert (people.label, [line.entry.title for line in people.standings]) == (
        CATEGORIES[0]["label"],
        ["Karya kedua", "Karya pertama", "Karya ketiga"],
    )
    assert [str(mean) for _label, mean in people.standings[0].points] == ["80.00", "50.00"]
    assert people.standings[0].tie_break == "Orisinalitas" and len(offices.standings) == 1


def test_only_a_ranked_finalist_is_certified_and_once():
    row = finalist()
    assert refused(certify, entry_id=row.pk) == "NOT_RANKED"
    assert refused(certify, entry_id=0) == "ENTRY_UNKNOWN"
    move_entry(
        entry_id=row.pk, stage="REJECTED", text="Mengundurkan diri.", version=row.version, by=SYSTEM, at=AT
    )
    _first, second, *_rest = judged()
    assert refused(certify, entry_id=second.pk, by=actor_of(user("lain", Role.OPD_ADMIN))) == "NOT_YOURS"
    assert refused(certify, entry_id=row.pk) == "NOT_RANKED"
    made = certify(entry_id=second.pk, by=keeper(), at=AT)
    assert certify(entry_id=second.pk, by=keeper(), at=AT) == made and Certificate.objects.count() == 1
    assert made.number == f"001/KRENOVA/{YEAR}" and made.digest == digest_of(made.content)
    assert (made.content["rank"], made.content["of"], made.content["score"]) == (1, 3, "68,00")


@pytest.mark.slow
def test_the_certificate_is_the_same_file_every_time():
    made = certify(entry_id=judged()[0].pk, by=keeper(), at=AT)
    first = certificate_pdf(made)
    assert first.startswith(b"%PDF") and certificate_pdf(made) == first


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_jurors_at_the_same_moment_and_a_button_pressed_twice():
    one, other, row = a_juror(), a_juror("juri-b", "KANTOR-B"), finalist()
    with shared_database():
        results = at_once(
            lambda: score(row, one, 80, 70),
            lambda: score(row, other, 60, 50),
            lambda: score(row, one, 80, 70),
        )
        found = at_once(lambda: sorted(sheet.points["NEW"] for sheet in Sheet.objects.all()))
    assert [type(result) for result in results] == [Sheet, Sheet, Sheet]
    assert found == [[60, 80]]
