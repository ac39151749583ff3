"""Signing: many letters with one passphrase, and who signs while the head is away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.public_services import queries
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.signatories import appoint, end_appointment, says_who_signs
from balai.domains.public_services.forms.delegation import DelegationForm
from balai.domains.public_services.queries.signing import ToSign, to_sign
from balai.domains.public_services.views.work import UNPROCESSABLE, credentials_of
from balai.domains.public_services.wording import said_reason
from balai.engine.documents import public as documents
from balai.engine.documents.public import SigningFailed
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.people.public import User, actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number

SIGN = "services.sign"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one letter. `is_signed` False: why not; "" for one that was not tried."""

    wanted: ToSign
    is_signed: bool
    reason: str = ""


@requires(SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest) -> HttpResponse:
    """The letters that wait; the marked ones are signed one after the other with what was entered once."""
    by, now = actor_of(request), timezone.now()
    if request.method != "POST":
        return _page(request, by, now)
    marked = {key for raw in request.POST.getlist("case") if (key := whole_number(raw))}
    chosen = [row for row in to_sign(by, at=now) if row.application.pk in marked]
    if not chosen:
        messages.error(request, _("Tandai dahulu surat yang akan ditandatangani."))
        return redirect("public_services:signing")
    results = _sign_all(request, chosen, by)
    good = sum(one.is_signed for one in results)
    status = 200 if good == len(results) else UNPROCESSABLE
    return _page(request, by, now, results=results, status=status)


def _sign_all(request: HttpRequest, chosen: list[ToSign], by: Actor) -> list[Result]:
    """One by one. A refusal of the signing service ends it: three wrong passphrases would lock the certificate."""
    credentials, results, stopped = credentials_of(request), list[Result](), False
    for row in chosen:
        if stopped:
            results.append(Result(row, False))
            continue
        version = whole_number(request.POST.get(f"version-{row.application.pk}", ""))
        try:
            move(
                application_id=row.application.pk,
                move=row.move,
                by=by,
                at=timezone.now(),
                version=version,
                credentials=credentials,
            )
            results.append(Result(row, True))
        except Refused as refusal:
            stopped = isinstance(refusal, SigningFailed)
            results.append(Result(row, False, said_reason(refusal)))
    return results


def _page(
    request: HttpRequest, by: Actor, now: datetime, *, results: list[Result] | None = None, status: int = 200
) -> HttpResponse:
    office = organizations.opd_by_id(by.opd_id) if by.opd_id else None
    today = timezone.localdate(now)
    context = {
        "now": now,
        "office": office,
        "rows": to_sign(by, at=now),
        "results": results or [],
        "mine": queries.signatory_of(by, office, on=today) if office else None,
        "signer": queries.signer_now(office, on=today) if office else None,
        "service": _service(),
        "typed": request.POST,
        "marked": request.POST.getlist("case") or None,
    }
    return render(request, "public_services/officer/signing.html", context, status=status)


def _service() -> dict[str, Any] | None:
    """Whether NIK and passphrase are asked; None while no signing service is bound."""
    try:
        return {"needs_credentials": documents.signing().needs_credentials}
    except Refused:
        return None


@requires(SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def signatories(request: HttpRequest) -> HttpResponse:
    """Who signs for this office, and the form by which the head lets somebody sign meanwhile."""
    by, now = actor_of(request), timezone.now()
    office = organizations.opd_by_id(by.opd_id) if by.opd_id else None
    colleagues = _colleagues(office) if office else []
    form = DelegationForm(
        request.POST or None, colleagues=colleagues, initial={"valid_from": timezone.localdate(now)}
    )
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid() and _appointed(form, by, now):
            messages.success(request, _("Penanda tangan ditetapkan."))
            return redirect("public_services:signatories")
    today = timezone.localdate(now)
    context = {
        "now": now,
        "office": office,
        "form": form,
        "rows": [_row(row, today) for row in queries.signatories(office.pk)] if office else [],
        "signer": queries.signer_now(office, on=today) if office else None,
        "may_appoint": office is not None and says_who_signs(by, office, on=today),
    }
    return render(request, "public_services/officer/signatories.html", context, status=status)


@requires(SIGN)
@require_POST
def end_signatory(request: HttpRequest, signatory_id: int) -> HttpResponse:
    """Somebody signs no longer from today on."""
    try:
        now = timezone.now()
        end_appointment(signatory_id=signatory_id, on=timezone.localdate(now), by=actor_of(request), at=now)
        messages.success(request, _("Penunjukan diakhiri hari ini."))
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Refused as refusal:
        messages.error(request, said_reason(refusal))
    return redirect("public_services:signatories")


def _appointed(form: DelegationForm, by: Actor, now: datetime) -> bool:
    asked = form.cleaned_data
    try:
        appoint(
            office_id=by.opd_id or 0,
            user_id=int(asked["user"]),
            position=asked["position"],
            is_delegate=asked["kind"] == "DELEGATE",
            valid_from=asked["valid_from"],
            valid_to=asked["valid_to"],
            reason=asked["reason"],
            by=by,
            at=now,
        )
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, forms.ValidationError(said_reason(refusal)))
        return False
    return True


def _colleagues(office: Opd) -> list[tuple[str, str]]:
    """The accounts of this office, by name."""
    rows = User.objects.filter(is_active=True)
    own = rows.filter(area_id=office.area_id, opd=None) if office.area_id else rows.filter(opd=office)
    return [(str(user.pk), user.full_name) for user in own.order_by("full_name", "pk")]


def _row(row: Any, today: date) -> dict[str, Any]:
    runs = row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)
    is_ahead = row.valid_from > today
    return {"row": row, "runs": runs, "is_ahead": is_ahead}
