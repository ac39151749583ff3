"""Acts of instruments and assessments: what they do, what they refuse, what they write down."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from balai.domains.evaluation.actions import assessing, giving_levels, opening
from balai.domains.evaluation.models import Assessment, Edition, Score
from balai.domains.evaluation.queries.assessments import fault_words
from balai.domains.evaluation.queries.standing import standing
from balai.domains.evaluation.terms import Act, Side
from balai.domains.evaluation.tests.assessment_hall import (
    CONTENT,
    FULL,
    make_edition,
    make_hall,
    opened,
    told,
)
from balai.engine.indicators.public import points
from balai.engine.journal.models import Entry
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Conflict, Forbidden, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make_hall()


def acts(row: Assessment) -> list[str]:
    rows = Entry.objects.filter(subject_kind="evaluation", subject_id=str(row.pk)).order_by("pk")
    return list(rows.values_list("code", flat=True))


def test_an_edition_with_wrong_weights_stays_and_says_what_is_wrong(hall):
    row = make_edition("rusak", total="90")
    assert (row.standing, fault_words(row)) == ("BROKEN", ["Bobot seluruhnya berjumlah 100, seharusnya 90."])
    with pytest.raises(Refused, match="tidak dapat dipakai") as refused:
        opening.open_assessment(
            edition_id=row.pk, year=hall.year, opd_id=hall.agency.pk, by=SYSTEM, at=hall.at
        )
    assert (refused.value.code, Assessment.objects.count()) == ("EDITION_UNUSABLE", 0)
    assert make_edition("rusak").standing == "USABLE"


def test_an_announced_edition_waits_for_its_rows(hall):
    row = make_edition("nanti", parts=[], missing="Rinciannya belum terbit.")
    assert (row.standing, row.faults) == ("INCOMPLETE", [])
    with pytest.raises(Refused, match="belum lengkap"):
        opening.open_assessment(
            edition_id=row.pk, year=hall.year, opd_id=hall.agency.pk, by=SYSTEM, at=hall.at
        )


def test_an_edition_in_use_is_not_rewritten(hall):
    opened(hall)
    assert make_edition().pk == hall.edition.pk
    changed = [{**CONTENT["parts"][0], "weight": "40"}, {**CONTENT["parts"][1], "weight": "60"}]
    with pytest.raises(Refused) as refused:
        make_edition(parts=changed)
    assert refused.value.code == "EDITION_IN_USE"
    assert Edition.objects.get(pk=hall.edition.pk).content["parts"] == CONTENT["parts"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": 2017}, "YEAR_INVALID"),
        ({"year": 2019}, "EDITION_NOT_VALID"),
        ({"year": 2999}, "YEAR_INVALID"),
    ],
)
def test_a_year_must_fit_the_edition(hall, change, code):
    with pytest.raises(Refused) as refused:
        opening.open_assessment(
            edition_id=hall.edition.pk, opd_id=hall.agency.pk, by=SYSTEM, at=hall.at, **change
        )
    assert refused.value.code == code


def test_the_same_year_is_begun_once(hall):
    assert opened(hall).pk == opened(hall).pk
    other = make_edition("lain")
    with pytest.raises(Refused) as refused:
        opening.open_assessment(
            edition_id=other.pk, year=hall.year, opd_id=hall.agency.pk, by=hall.own, at=hall.at
        )
    assert refused.value.code == "ASSESSMENT_EXISTS"


def test_from_draft_to_final_into_the_yearly_series(hall):
    row = told(hall, "FINAL", other={**FULL, "B1": ("1", "buktinya tahun lalu")})
    assert (row.state, row.index, row.band) == ("FINAL", Decimal("2.75"), "Cukup")
    assert acts(row) == [Act.OPENED, Act.SCORED, Act.SUBMITTED, Act.SCORED, Act.ASSESSED, Act.FINISHED]
    point = points("EVALUATION.REKAAN.DINAS-REKAAN")[hall.year]
    assert (point.value, point.status) == (Decimal("2.75"), "OWN")
    assert assessing.finish(assessment_id=row.pk, version=0, by=hall.other, at=hall.at).pk == row.pk
    assert len(acts(row)) == 6


def test_disagreement_and_improvement_are_shown_by_row_and_component(hall):
    told(hall, "FINAL", year=hall.year - 1)
    row = told(hall, "ASSESSED", other={**FULL, "B1": ("1", "kurang"), "A": ("3.5", "lebih baik")})
    said = assessing.reply(
        assessment_id=row.pk, row_code="B1", text="Bukti menyusul.", by=hall.own, at=hall.at
    )
    found = standing(row)
    assert [(gap.difference.row.code, str(gap.gap), list(gap.replies)) for gap in found.gaps] == [
        ("B1", "-1.00", [said]),
        ("A", "0.50", []),
    ]
    assert [(part.part.code, part.change) for part in found.parts] == [
        ("A", Decimal("0.50")),
        ("B", Decimal("-0.50")),
    ]
    assert found.improvement == Decimal("0.00")


@pytest.mark.parametrize("who", ["own", "stranger"])
def test_the_assessor_is_somebody_else_from_another_agency(hall, who):
    row = told(hall, "SUBMITTED")
    with pytest.raises(Forbidden):
        giving_levels.give_levels(
            assessment_id=row.pk,
            side=Side.ASSESSOR,
            given=FULL,
            version=row.version,
            by=getattr(hall, who),
            at=hall.at,
        )
    assert not Score.objects.filter(side=Side.ASSESSOR).exists()


def test_the_inspectorate_does_not_examine_itself(hall):
    row = opened(hall, opd_id=hall.inspectorate.pk)
    giving_levels.give_levels(
        assessment_id=row.pk, side=Side.SELF, given=FULL, version=1, by=SYSTEM, at=hall.at
    )
    assessing.submit(assessment_id=row.pk, version=2, by=SYSTEM, at=hall.at)
    with pytest.raises(Forbidden):
        assessing.finish_assessing(assessment_id=row.pk, version=3, by=hall.other, at=hall.at)


def test_an_agency_does_not_fill_in_for_another(hall):
    row = opened(hall)
    with pytest.raises(Forbidden):
        giving_levels.give_levels(
            assessment_id=row.pk, side=Side.SELF, given=FULL, version=1, by=hall.stranger, at=hall.at
        )


def test_two_who_save_at_once_are_told(hall):
    row = opened(hall)
    one = {"A": ("3", "saya dulu")}
    assert (
        giving_levels.give_levels(
            assessment_id=row.pk, side=Side.SELF, given=one, version=1, by=hall.own, at=hall.at
        )
        == 1
    )
    with pytest.raises(Conflict):
        giving_levels.give_levels(
            assessment_id=row.pk, side=Side.SELF, given={"A": ("4", "x")}, version=1, by=hall.own, at=hall.at
        )
    assert (
        giving_levels.give_levels(
            assessment_id=row.pk, side=Side.SELF, given=one, version=2, by=hall.own, at=hall.at
        )
        == 0
    )
    assert Score.objects.get().reason == "saya dulu"


def test_missing_rows_are_named_when_handed_in(hall):
    row = opened(hall)
    giving_levels.give_levels(
        assessment_id=row.pk, side=Side.SELF, given={"A": ("3", "")}, version=1, by=hall.own, at=hall.at
    )
    with pytest.raises(Refused, match="Masih kosong 2 baris: Rekaan B1, Rekaan B2"):
        assessing.submit(assessment_id=row.pk, version=2, by=hall.own, at=hall.at)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"A": ("5", "")}, "LEVEL_OFF_SCALE"),
        ({"A": ("tiga", "")}, "LEVEL_UNREADABLE"),
        ({"Z": ("3", "")}, "ROW_UNKNOWN"),
    ],
)
def test_one_bad_row_leaves_nothing_behind(hall, given, code):
    row = opened(hall)
    with pytest.raises(Refused) as refused, transaction.atomic():
        giving_levels.give_levels(
            assessment_id=row.pk,
            side=Side.SELF,
            given={"B1": ("2", "baik"), **given},
            version=1,
            by=hall.own,
            at=hall.at,
        )
    assert (refused.value.code, Score.objects.count(), acts(row)) == (code, 0, [Act.OPENED])


def test_who_says_otherwise_says_why(hall):
    row = told(hall, "SUBMITTED")
    with pytest.raises(Refused) as refused:
        giving_levels.give_levels(
            assessment_id=row.pk,
            side=Side.ASSESSOR,
            given={"A": ("2", "")},
            version=row.version,
            by=hall.other,
            at=hall.at,
        )
    assert (refused.value.code, refused.value.field) == ("REASON_MISSING", "reason-A")


def test_given_back_with_a_reason_it_can_be_filled_again(hall):
    row = told(hall, "SUBMITTED")
    assessing.give_back(
        assessment_id=row.pk, reason="Lengkapi bukti unsur A.", version=row.version, by=hall.other, at=hall.at
    )
    row.refresh_from_db()
    assert (row.state, acts(row)[-1], row.replies.get().text) == (
        "DRAFT",
        Act.RETURNED,
        "Lengkapi bukti unsur A.",
    )


def test_what_was_said_cannot_be_rewritten(hall):
    told(hall, "DRAFT")
    with pytest.raises(DatabaseError), transaction.atomic():
        Score.objects.update(level=4)
