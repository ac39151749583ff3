"""How the case engine sees a citizen's report."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.masked import masked, typed
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import format_number, number_of
from balai.domains.citizen_reports.queries import exact_place, report_of
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.routing import explain
from balai.domains.citizen_reports.terms import (
    CASE_KIND,
    CHANNEL_LABELS,
    HOLDING,
    IDENTITY_DESK_LABELS,
    TYPE_LABELS,
    Identity,
)
from balai.engine.cases.public import Attachment, Case, CaseKind, may_see
from balai.engine.conversations.public import recipients_of
from balai.engine.documents.public import Document
from balai.engine.notices.public import Recipient
from balai.engine.parameters import public as parameters
from balai.engine.people.public import actor_of
from balai.foundation.geo import Point, haversine_km
from balai.kits.crypto import mask


def reporters(cases: Collection[Case]) -> dict[int, list[Recipient]]:
    """The reporters, by account, by the address that was left for news, and by chat; two queries."""
    numbers = [case.pk for case in cases]
    rows = Report.objects.filter(pk__in=numbers).only("email", "reporter_id")
    found = {
        row.pk: [Recipient(user_id=row.reporter_id, email=row.email)]
        for row in rows
        if row.email or row.reporter_id
    }
    for number, by_chat in recipients_of("case", numbers).items():
        found[number] = [*found.get(number, []), *by_chat]
    return found


def field_facts(cases: Collection[Case]) -> dict[int, dict[str, Any]]:
    """What an officer's phone keeps of reports: the words that everybody reads, and where to go; one query."""
    rows = Report.objects.select_related("area").filter(pk__in=[case.pk for case in cases])
    return {
        row.pk: {
            "text": row.public_text,
            "place": ": ".join(part for part in (row.area.title if row.area else "", row.landmark) if part),
            "latitude": row.latitude,
            "longitude": row.longitude,
        }
        for row in rows
    }


def panel(case: Case) -> dict[str, Any]:
    """What the officer's page shows of the report; contact details masked, and numbers in its words."""
    report = report_of(case)
    again, agrees = explain(report)
    point, _ = exact_place(report)
    words = masked(typed(report))
    named = report.identity != Identity.ANONYMOUS
    return {
        "report": report,
        "number": number_of(report),
        "type_label": TYPE_LABELS[report.report_type],
        "identity_label": IDENTITY_DESK_LABELS[report.identity],
        "channel_label": CHANNEL_LABELS[report.channel],
        "name": mask(report.reporter_name)
        if report.identity == Identity.OPEN and report.reporter_name
        else "",
        "has_contact": bool(report.email or report.phone or (named and report.reporter_name)),
        "point": point,
        "text": words.text,
        "landmark": words.landmark,
        # Others see the cell that it lies in.
        "is_coarse": point is not None and point.latitude != report.latitude,
        "route": again,
        "route_agrees": agrees,
        "answers": words.answers,
    }


def reporter_url(case: Case) -> str:
    """The reporter's own page: the code in it is known to the reporter only."""
    return reverse("citizen_reports:tracked", args=[case.tracking_code])


def public_url(case: Case) -> str:
    return "" if case.is_confidential else reverse("citizen_reports:report", args=[number(case)])


def number(case: Case) -> str:
    return format_number(case.pk, timezone.localtime(case.opened_at).year)


def categories() -> dict[str, str]:
    return {code: row.name for code, row in reference().categories.items()}


def proof_doubts(case: Case, proof: Document, at: datetime) -> list[str]:
    """What speaks against a proof: taken long ago (OLD) or far from the reported place (FAR). Warns, never blocks."""
    day = timezone.localdate(at)
    doubts = []
    most_hours = parameters.value("citizen_reports.proof_max_age_hours", on=day, default=72)
    if proof.taken_at and at - proof.taken_at > timedelta(hours=most_hours):
        doubts.append("OLD")
    if proof.latitude is None or proof.longitude is None:
        return doubts
    reported, code, most = place(case), "citizen_reports.proof_max_distance_m", 300
    if reported is None and case.area is not None and case.area.latitude is not None:
        # Only the desa is known: its middle, and as far as a desa reaches.
        reported = Point(case.area.latitude, case.area.longitude)
        code, most = "citizen_reports.proof_max_distance_area_m", 6000
    taken = Point(proof.latitude, proof.longitude)
    if reported and far_from(reported, taken, metres=parameters.value(code, on=day, default=most)):
        doubts.append("FAR")
    return doubts


def far_from(reported: Point, taken: Point, *, metres: float) -> bool:
    """Whether a proof was taken more than so many metres from the reported place. How precise the phone says it was does
    not count: whoever forges a place may say anything."""
    return haversine_km(reported, taken) * 1000 > metres


def place(case: Case) -> Point | None:
    """Where the report lies, also where others see only the map cell; None when only the desa is known."""
    point, _landmark = exact_place(Report.objects.get(pk=case.pk))
    return point


KIND = CaseKind(
    code=CASE_KIND,
    label="Laporan warga",
    reporters=reporters,
    panel_template="citizen_reports/_panel.html",
    panel=panel,
    field_facts=field_facts,
    reporter_url=reporter_url,
    public_url=public_url,
    number=number,
    categories=categories,
    proof_doubts=proof_doubts,
    has_families=True,
    holding=HOLDING,
    place=place,
)


def original_visible(document: Document, user: Any) -> bool:
    """What is under the covers is for those who may see the case."""
    row = Attachment.objects.select_related("case").filter(document=document).first()
    return row is not None and may_see(actor_of(user), row.case)


def photo_visible(document: Document, user: Any) -> bool:
    """Photos of public reports are public; others are for those who may see the case.

    A photo that belongs to no case yet is a form in the making: its address is known to its sender only.
    """
    row = Attachment.objects.select_related("case").filter(document=document).first()
    if row is None:
        return True
    # What moderation hides, or its own subject restricted, is hidden with its photos.
    is_shown = row.is_public and not Report.objects.filter(pk=row.case_id).exclude(hidden_reason="").exists()
    return is_shown or may_see(actor_of(user), row.case)
