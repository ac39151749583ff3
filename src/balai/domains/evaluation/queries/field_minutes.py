"""The minutes of a visit: what is printed, taken from sheets, questionnaire and findings; and the PDF of an issue."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.domains.evaluation.models import Minutes, Site
from balai.domains.evaluation.queries import survey
from balai.domains.evaluation.queries.field import sheets_of, subject_of
from balai.domains.evaluation.queries.findings import earlier, of_site
from balai.domains.evaluation.queries.survey import Group
from balai.domains.evaluation.rules.sampling import Share
from balai.domains.evaluation.terms_field import VERDICT_LABELS, Verdict
from balai.engine.documents import public as documents
from balai.engine.organizations import public as organizations

_SOURCE = Path(__file__).parent.parent / "data" / "berita_acara.typ"


def content_of(site: Site, *, attendees: list[dict[str, str]], closing: str, at: datetime) -> dict[str, Any]:
    """Everything that the minutes print, as plain values: what is issued stays as it was."""
    sheets, subject = sheets_of(site), subject_of(site)
    return {
        "region": organizations.region().name,
        "review": f"{site.review.title} {site.review.year}",
        "is_example": site.review.is_example,
        "site": site.name,
        "place": site.place,
        "point": f"{site.latitude:.5f}, {site.longitude:.5f}" if site.has_place else "",
        "visited": site.visit_date.isoformat(),
        "subject": subject.title if subject else "",
        "opd": site.opd.name,
        "checklist": site.checklist.title,
        "reviewers": [_reviewer(row) for row in sheets.rows],
        "columns": [f"Peninjau {number}" for number in range(1, len(sheets.rows) + 1)],
        "lines": [{"label": line.item.label, "values": list(line.values), "differs": line.differs} for line in sheets.lines],
        "differing": len(sheets.differing),
        "mean": f"{sheets.mean:.2f}".replace(".", ",") if sheets.mean is not None else "",
        "photos": [
            {"label": photo["alt"], "at": _moment(photo["taken_at"]), "place": photo["place"]} for photo in sheets.photos
        ],
        "remarks": [row.remark for row in sheets.rows if row.remark],
        "survey": _survey(site),
        "earlier": [
            {
                "title": view.row.title,
                "year": view.row.site.review.year,
                "verdict": VERDICT_LABELS[Verdict(row.verdict)] if row else "belum ditinjau",
                "note": row.note if row else "",
            }
            for view, row in earlier(site, at=at)
        ],
        "findings": [
            {
                "title": view.row.title,
                "text": view.row.text,
                "severity": view.severity,
                "holder": view.holder,
                "due": view.due_date.isoformat() if view.due_date else "",
                "is_repeated": view.is_repeated,
            }
            for view in of_site(site, at=at)
        ],
        "attendees": attendees,
        "closing": closing,
        "printed": timezone.localdate(at).isoformat(),
    }  # fmt: skip


def _reviewer(row: Any) -> dict[str, str]:
    office = row.reviewer.opd.name if row.reviewer.opd else row.reviewer.role_label
    return {"name": row.reviewer.full_name, "office": str(office), "filled": _moment(row.filled_at)}


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%d-%m-%Y %H.%M") if at else ""


def _survey(site: Site) -> dict[str, Any]:
    found = survey.result(site)
    if found is None:
        return {}
    draw = found.draw
    return {
        "title": site.survey.title if site.survey else "",
        "drawn": _group(found.drawn),
        "met": _group(found.met),
        "frame": draw.frame_size if draw else 0,
        "needed": draw.needed if draw else 0,
        "size": draw.size if draw else 0,
        "seed": draw.seed if draw else "",
        "refused": found.outcomes.refused,
        "no_contact": found.outcomes.no_contact,
        "waiting": found.outcomes.waiting,
        "rate": percent(found.outcomes.rate),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "n": group.n,
        "share": share_text(group.overall),
        "figure": f"{group.figure.index} ({group.figure.grade})".replace(".", ",") if group.figure else "",
    }


def percent(value: float | None) -> str:
    """`0.314` -> `31,4%`; "–" for none."""
    return "–" if value is None else f"{100 * value:.1f}%".replace(".", ",")


def share_text(share: Share) -> str:
    """A share with its interval and n, in one line."""
    if share.value is None:
        return "–"
    return f"{percent(share.value)} ({percent(share.low)} sampai {percent(share.high)}, n = {share.n})"


def minutes_pdf(minutes: Minutes) -> bytes:
    """The PDF/A of an issue; the same issue always gives the same bytes."""
    data = {**minutes.content, "issue": minutes.issue, "number": number_of(minutes)}
    return documents.typeset(
        source=_source(),
        data=data,
        title=f"Berita acara {minutes.content['site']}",
        at=minutes.issued_at,
        name="berita acara",
    )


def number_of(minutes: Minutes) -> str:
    """What the minutes are called: year, site, issue."""
    return f"BA/{minutes.content['visited'][:4]}/{minutes.site_id}-{minutes.issue}"


@cache
def _source() -> str:
    return _SOURCE.read_text(encoding="utf-8")
