"""What stands beside a report: for its reporter the way to correct, for the officer what was corrected and asked."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from balai.domains.citizen_reports.besides import Beside, Place
from balai.domains.citizen_reports.corrections import acts
from balai.domains.citizen_reports.corrections.preview import preview
from balai.domains.citizen_reports.corrections.waiting import waiting
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_wishes import PrivacyWish
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.privacy import scrub

_CHANGES = {
    "TEXT": "tulisan yang terlihat umum", "PLACE": "titik tempat", cases.PHOTO_COVERED: "foto, sebagian ditutup",
    cases.PHOTO_WITHHELD: "foto, tidak lagi ditampilkan",
}  # fmt: skip


def _own(report: Report, by: Actor) -> Mapping[str, Any]:
    return {
        "shown": preview(report.text),
        "differs": report.public_text != report.text,
        "is_open": acts.may_correct(report, at=timezone.now()),
    }


def _desk(report: Report, by: Actor) -> Mapping[str, Any] | None:
    changes = [
        {"at": entry.at, "what": _CHANGES.get((entry.data or {}).get("what") or entry.code, "")}
        for entry in journal.history(subject=("case", report.pk))
        if entry.by_kind == "CITIZEN"
        and entry.code in {acts.CORRECTED, cases.PHOTO_COVERED, cases.PHOTO_WITHHELD}
    ]
    now = timezone.now()
    wishes = [
        waiting(wish, at=now)
        for wish in PrivacyWish.objects.filter(case=report.case).select_related("case").order_by("pk")
    ]
    # Masks alone are no difference: they stand in the words above already.
    differs = report.public_text != scrub(report.text)
    if not (changes or wishes or differs):
        return None
    return {
        "changes": changes,
        "wishes": wishes,
        "may_decide": acts.may_decide(by, report.case),
        "differs": differs,
    }


PIECES = (
    Beside(Place.OWN, "citizen_reports/corrections/_own.html", _own),
    Beside(Place.DESK, "citizen_reports/corrections/_desk.html", _desk),
)
