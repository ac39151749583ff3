"""A small hall for tests of assessments: an agency, an assessor of another one, an instrument of three rows."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from balai.domains.evaluation.actions import assessing, giving_levels, opening
from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.models import Assessment, Edition
from balai.domains.evaluation.terms import Side
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import SYSTEM

CONTENT: dict[str, Any] = {
    "scale": {"min": "1", "max": "4"},
    "total": "100",
    "places": 2,
    "bands": [{"from": "3", "label": "Baik"}, {"from": "1", "label": "Cukup"}],
    "parts": [
        {"code": "A", "label": "Unsur A", "weight": "50"},
        {"code": "B", "label": "Unsur B", "weight": "50", "parts": [{"code": "B1", "label": "Rekaan B1"}, {"code": "B2", "label": "Rekaan B2"}]},
    ],
}  # fmt: skip
FULL = {"A": ("3", "ada"), "B1": ("2", "ada"), "B2": ("4", "ada")}


def make_edition(code: str = "2026", *, instrument: str = "REKAAN", **change: Any) -> Edition:
    """An edition of an invented instrument, valid since 2020."""
    return keep_edition(
        instrument={"code": instrument, "label": "Instrumen rekaan", "per_opd": change.pop("per_opd", True)},
        edition={**CONTENT, "code": code, "label": f"Edisi {code}", "valid_from": date(2020, 1, 1), **change},
        by=SYSTEM,
        at=timezone.now(),
    )


def make_hall() -> SimpleNamespace:
    """People, an edition and a moment; `own` answers, `other` examines, `stranger` does neither."""
    agency, stranger = make_opd("DINAS-REKAAN"), make_opd("DINAS-LAIN")
    inspectorate = make_opd("INSPEKTORAT", is_inspectorate=True)
    users = {
        name: make_user(Role.OPD_ADMIN, email=f"{name}@contoh.invalid", opd=opd)
        for name, opd in (("own", agency), ("other", inspectorate), ("stranger", stranger))
    }
    return SimpleNamespace(
        agency=agency,
        inspectorate=inspectorate,
        users=users,
        edition=make_edition(),
        at=timezone.now(),
        year=timezone.localdate().year,
        **{name: actor_of(user) for name, user in users.items()},
    )


def opened(hall: SimpleNamespace, *, year: int | None = None, opd_id: int | None = None) -> Assessment:
    """A fresh assessment."""
    opd_id = opd_id or hall.agency.pk
    return opening.open_assessment(
        edition_id=hall.edition.pk, year=year or hall.year, opd_id=opd_id, by=SYSTEM, at=hall.at
    )


def told(
    hall: SimpleNamespace, until: str, *, other: dict | None = None, year: int | None = None
) -> Assessment:
    """An assessment that has come as far as DRAFT (filled), SUBMITTED, ASSESSED or FINAL."""
    row = opened(hall, year=year)
    giving_levels.give_levels(
        assessment_id=row.pk, side=Side.SELF, given=FULL, version=1, by=hall.own, at=hall.at
    )
    steps = [
        lambda: assessing.submit(assessment_id=row.pk, version=2, by=hall.own, at=hall.at),
        lambda: (
            giving_levels.give_levels(
                assessment_id=row.pk,
                side=Side.ASSESSOR,
                given=other or FULL,
                version=3,
                by=hall.other,
                at=hall.at,
            ),
            assessing.finish_assessing(assessment_id=row.pk, version=4, by=hall.other, at=hall.at),
        ),
        lambda: assessing.finish(assessment_id=row.pk, version=5, by=hall.other, at=hall.at),
    ]
    for step in steps[: ("DRAFT", "SUBMITTED", "ASSESSED", "FINAL").index(until)]:
        step()
    row.refresh_from_db()
    return row
