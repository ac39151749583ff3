"""Deaths that one side does not know: ours from services, theirs from the civil registry."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from balai.domains.public_services import ports
from balai.domains.public_services.actions.registry_list import import_deaths
from balai.domains.public_services.models import DeathFact
from balai.domains.public_services.permissions import may_see_deaths
from balai.domains.public_services.queries.deaths import OneSided, details_of, one_sided, unsent
from balai.domains.public_services.terms import REGISTRY
from balai.domains.public_services.views.workspace import MOST_COUNTED
from balai.domains.public_services.wording import said_reason
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number
from balai.kits.crypto import mask
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

DEATHS = "services.deaths"
UNPROCESSABLE = 422
_TITLES = [
    gettext_noop("Diketahui oleh"), gettext_noop("Nama"), gettext_noop("NIK (disamarkan)"), gettext_noop("Desa"),
    gettext_noop("Meninggal"), gettext_noop("Dicatat"), gettext_noop("Dikirim"),
]  # fmt: skip
OURS, THEIRS = gettext_noop("Layanan saja"), gettext_noop("Catatan sipil saja")


@requires(DEATHS)
@require_http_methods(["GET", "HEAD", "POST"])
def deaths(request: HttpRequest) -> HttpResponse:
    """One month: whom only one side knows, and what has not been sent yet. The registry's list comes in here."""
    now = timezone.now()
    _require(request, now)
    problem, status = "", 200
    if request.method == "POST":
        try:
            return _imported(request, now)
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            problem, status = said_reason(refusal), UNPROCESSABLE
    month = month_of(request.GET.get("bulan", ""), timezone.localdate(now))
    found = one_sided(year=month.year, month=month.month)
    context = {
        "now": now,
        "month": month,
        "found": found,
        "ours": [_row(fact) for fact in found.ours],
        "theirs": [_row(fact) for fact in found.theirs],
        "unsent": unsent()[:MOST_COUNTED].count(),
        "oldest": unsent().first(),
        "is_bound": ports.registry() is not None,
        "imported": DeathFact.objects.filter(source=REGISTRY).order_by("-recorded_at").first(),
        "problem": problem,
        "previous": month_before(month),
        "next": month_after(month) if month_after(month) <= timezone.localdate(now) else None,
    }
    return render(request, "public_services/officer/deaths.html", context, status=status)


@requires(DEATHS)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The two lists of a month as Excel, NIK masked."""
    _require(request, timezone.now())
    month = month_of(request.GET.get("bulan", ""), timezone.localdate())
    found = one_sided(year=month.year, month=month.month)
    sheet = Sheet("Kematian", [said(title) for title in _TITLES], _cells(found))
    return excel_response(f"kematian-{month:%Y-%m}", sheet)


def _require(request: HttpRequest, now: datetime) -> None:
    if not may_see_deaths(actor_of(request), on=timezone.localdate(now)):
        raise PermissionDenied(_("Data kematian hanya untuk instansi yang mencatat kematian."))


def _imported(request: HttpRequest, now: datetime) -> HttpResponse:
    upload = request.FILES.get("berkas")
    if upload is None:
        raise Refused("FILE_MISSING", "Pilih dahulu berkasnya.")
    result = import_deaths(upload=upload, by=actor_of(request), at=now)
    messages.success(
        request,
        _("%(new)d kematian baru, %(known)d sudah ada.") % {"new": result.added, "known": result.known},
    )
    for fault in result.faults[:5]:
        messages.warning(request, fault)
    return redirect(f"{request.path}?bulan={request.POST.get('bulan', '')[:7]}")


def month_of(text: str, today: date) -> date:
    """The first day of the month that `2026-03` names; of this month for anything else."""
    year, _dash, month = text.partition("-")
    numbers = whole_number(year, most=2100), whole_number(month, most=12)
    if numbers[0] and numbers[1] and numbers[0] >= 1900:
        return date(numbers[0], numbers[1], 1)
    return today.replace(day=1)


def month_before(month: date) -> date:
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def month_after(month: date) -> date:
    return date(month.year + (month.month == 12), month.month % 12 + 1, 1)


def _row(fact: DeathFact) -> dict[str, Any]:
    details = details_of(fact)
    nik = str(details.get("nik") or "")
    return {"fact": fact, "name": details.get("name", ""), "nik": mask(nik) if nik else ""}


def _cells(found: OneSided) -> Iterator[Sequence[Any]]:
    for side, facts in ((OURS, found.ours), (THEIRS, found.theirs)):
        for fact in facts:
            row = _row(fact)
            yield [
                said(side), row["name"], row["nik"], fact.area.name if fact.area else "", fact.death_date,
                fact.recorded_at, fact.sent_at,
            ]  # fmt: skip
