"""What leaves the house about a case, and nothing else: public words, the place, photos that anybody may see.

Contact goes only to the body for which the reporter allowed it.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Body, Relay, RelayMessage
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.relay.ports import Address, Outgoing, Word
from balai.domains.citizen_reports.relay.queries import origin_of, own_names
from balai.domains.citizen_reports.rules.answers import CHOICE, MULTICHOICE, NUMBER
from balai.domains.citizen_reports.terms import Identity
from balai.engine.cases import public as cases
from balai.engine.organizations import public as organizations

ROLE = "REPORT"
_SHOWN = frozenset({NUMBER, CHOICE, MULTICHOICE})


def report_of(relay: Relay) -> Report:
    """The report of a relayed case, as it is now."""
    return Report.objects.select_related("case", "category", "area").get(pk=relay.case_id)


def address_of(body: Body) -> Address:
    return Address(endpoint=body.endpoint, jurisdiction=body.jurisdiction, key=body.key or "")


def outgoing(relay: Relay, report: Report) -> Outgoing:
    """The report for a body; our number stands in the text, so that it can be found again."""
    number = number_of(report)
    url = absolute(reverse("citizen_reports:report", args=[number]))
    origin = origin_of(report.pk)
    return Outgoing(
        number=number,
        service_code=relay.service_code,
        text=f"{report.public_text}\n\n{organizations.region().name}, laporan {number}: {url}",
        url=url,
        at=relay.asked_at,
        path=[*(origin.path if origin else []), own_names()[0]],
        latitude=report.latitude,
        longitude=report.longitude,
        address=_place(report),
        answers=_answers(report),
        photos=[absolute(row["url"]) for row in _photos(report)],
        **_contact(relay, report),
    )


def word(message: RelayMessage, report: Report) -> Word:
    """A word of ours about it."""
    contact = _contact(message.relay, report) if message.with_contact else {}
    return Word(
        update_id=message.update_id,
        number=message.relay.foreign_number,
        own_number=number_of(report),
        status=message.status,
        text=message.text,
        at=message.at,
        **contact,
    )


def absolute(path: str) -> str:
    """A full address of ours."""
    return urljoin(settings.PUBLIC_URL, path)


def _contact(relay: Relay, report: Report) -> dict[str, str]:
    if relay.contact_allowed_at is None or report.identity == Identity.ANONYMOUS:
        return {}
    return {
        "name": report.reporter_name or "",
        "email": report.email or "",
        "phone": report.phone or "",
    }


def _answers(report: Report) -> dict[str, list[str]]:
    """Numbers and choices; free text may name people."""
    found = {}
    for question in report.category.questions:
        given = report.answers.get(question["code"])
        if given is not None and question["type"] in _SHOWN:
            found[question["code"]] = [str(one) for one in (given if isinstance(given, list) else [given])]
    return found


def _place(report: Report) -> str:
    area = report.area.title if report.area else ""
    return ", ".join(part for part in (report.landmark, area) if part)


def _photos(report: Report) -> list[dict[str, str]]:
    rows = cases.Attachment.objects.filter(case=report.pk, role=ROLE, is_public=True)
    return [cases.photo_view(row.document) for row in rows.select_related("document").order_by("pk")]
