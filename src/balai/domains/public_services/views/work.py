"""One application on the officer's desk: everything about it, and the moves that this officer may make."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from balai.domains.public_services import permissions, queries
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.previewing import preview_letter
from balai.domains.public_services.actions.revealing import show_numbers
from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import work_page
from balai.domains.public_services.rules.channels import channels_of, is_in_batches
from balai.domains.public_services.terms import CHANNEL_LABELS, RECEIPT_KIND
from balai.domains.public_services.views.lists import WORK
from balai.domains.public_services.wording import said_fault, said_reason, told
from balai.engine.documents import public as documents
from balai.engine.documents.public import Credentials, Document
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move, Pack
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.foundation.text import whole_number
from balai.kits.ui.words import said

UNPROCESSABLE = 422
# What packs call pictures that are named otherwise here.
_ICONS = {"x": "close", "pay": "check-circle", "back": "arrow-left", "send": "arrow-right", "pen": "edit"}
_BUTTONS = {"danger": "danger", "late": "danger"}


@dataclass(frozen=True, slots=True)
class Button:
    """A move as it is pressed: what has to come with it, and how it looks."""

    code: str
    label: str
    icon: str
    look: str
    wants_text: bool
    wants_receipt: bool
    wants_channel: bool
    wants_signature: bool
    pays: bool

    @property
    def is_plain(self) -> bool:
        """One press is enough."""
        return self.look == "primary" and not (
            self.wants_text or self.wants_receipt or self.wants_channel or self.wants_signature
        )


@requires(WORK)
@require_GET
def work(request: HttpRequest, case_id: int) -> HttpResponse:
    """The page of an application."""
    return _page(request, _seen(request, case_id))


@requires(WORK)
@require_POST
def do_move(request: HttpRequest, case_id: int, code: str) -> HttpResponse:
    """Make one move; a refusal brings the page back with what was typed. A passphrase is never brought back."""
    application = _seen(request, case_id)
    by, now = actor_of(request), timezone.now()
    try:
        moved = move(
            application_id=application.pk,
            move=code,
            by=by,
            at=now,
            text=request.POST.get("text", "").replace("\0", ""),
            version=whole_number(request.POST.get("version", "")),
            channel=request.POST.get("channel", "")[:20],
            receipt=_receipt(request, by, now),
            credentials=credentials_of(request),
        )
    except Refused as refusal:
        fresh = _seen(request, case_id)
        status = refusal.status if isinstance(refusal, Conflict | Forbidden) else UNPROCESSABLE
        return _page(request, fresh, refusal=refusal, tried=code, status=status)
    pack = packs.pack_of(moved.pack_version_id)
    done = told(pack.flow.move(code).done) or _("Tercatat.")
    if moved.queued_at:
        done = _("Dana belum cukup: permohonan masuk daftar tunggu.")
    messages.success(request, done)
    return redirect("public_services:work", case_id=case_id)


@requires(WORK)
@never_cache
@require_POST
def reveal(request: HttpRequest, case_id: int) -> HttpResponse:
    """The same page with the numbers in clear, for this one answer; the look is journaled."""
    application = _seen(request, case_id)
    try:
        show_numbers(application_id=application.pk, by=actor_of(request), at=timezone.now())
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    return _page(request, application, in_clear=True)


@requires(WORK)
@require_GET
def print_page(request: HttpRequest, case_id: int) -> HttpResponse:
    """The file on paper: answers masked, papers listed, what was decided and by which office."""
    application = _seen(request, case_id)
    context = context_of(application, actor_of(request), timezone.now())
    return render(request, "public_services/officer/print.html", context)


@requires(WORK)
@require_GET
def preview(request: HttpRequest, case_id: int) -> HttpResponse:
    """The letter as it will be signed; nothing is issued by looking."""
    application = _seen(request, case_id)
    try:
        pdf = preview_letter(application_id=application.pk, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        messages.error(request, said_reason(refusal))
        return redirect("public_services:work", case_id=case_id)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="konsep.pdf"'}
    )


@requires(WORK)
@require_GET
def slip(request: HttpRequest, case_id: int) -> HttpResponse:
    """The receipt that the heir signs when money is handed over."""
    application = _seen(request, case_id)
    pack = packs.pack_of(application.pack_version_id)
    if pack.money is None or application.reservation_id is None:
        raise Http404
    answers = queries.answers_of(application)
    payee = {name: answers.get(code, "") for name, code in pack.money.payee.items()}
    fund = work_page.fund_of(pack, at=timezone.now())
    context = {
        "application": application,
        "pack": pack,
        "payee": payee,
        "fund": fund,
        "today": timezone.localdate(),
        "officer": request.user,
        "nik": work_page.mask(str(payee.get("nik") or "")),
    }
    return render(request, "public_services/officer/slip.html", context)


def credentials_of(request: HttpRequest) -> Credentials | None:
    """What the signer proves the own certificate with; lives as long as the request."""
    nik, passphrase = request.POST.get("nik", "").strip(), request.POST.get("passphrase", "")
    return Credentials(nik=nik, passphrase=passphrase) if nik or passphrase else None


def _receipt(request: HttpRequest, by: Actor, now: datetime) -> Document | None:
    upload = request.FILES.get("receipt")
    if upload is None:
        return None
    file = documents.prepare_file(upload=upload, at=now)
    return documents.store_file(file=file, kind=RECEIPT_KIND, by=by, at=now)


def _seen(request: HttpRequest, case_id: int) -> Application:
    try:
        return queries.of_case(case_id, actor_of(request))
    except Refused as refusal:
        raise Http404 from refusal


def _page(
    request: HttpRequest,
    application: Application,
    *,
    in_clear: bool = False,
    refusal: Refused | None = None,
    tried: str = "",
    status: int = 200,
) -> HttpResponse:
    context = context_of(application, actor_of(request), timezone.now(), in_clear=in_clear)
    codes = {button.code for button in context["buttons"]}
    context |= {
        "refusal": refusal,
        "reason": said_reason(refusal) if refusal else "",
        "tried": tried,
        "typed": request.POST if tried else {},
        # It moved on while somebody wrote, and the form is gone: the words must not go with it.
        "unsent": request.POST.get("text", "") if tried and tried not in codes else "",
    }
    return render(request, "public_services/officer/work.html", context, status=status)


def context_of(
    application: Application, by: Actor, now: datetime, *, in_clear: bool = False
) -> dict[str, Any]:
    """What the page, its print and the bundle show."""
    pack = packs.pack_of(application.pack_version_id)
    answers = queries.answers_of(application)
    case = application.case
    story = queries.what_happened(application, public_only=False)
    letters = queries.letters_of(application)
    # Letters hold numbers in clear, and the family's link acts as the family.
    serves = permissions.serves(by)
    return {
        "now": now,
        "application": application,
        "case": case,
        "pack": pack,
        "state": pack.flow.state(case.step),
        "number": f"LAYANAN-{case.pk}",
        "sections": work_page.sections_of(pack, answers, in_clear=in_clear),
        "in_clear": in_clear,
        "papers": work_page.shown_papers(application, pack, answers),
        "rules": work_page.reasons(application, pack),
        "doubts": [said_fault(fault) for fault in work_page.doubts_of(pack, answers)],
        "money": work_page.money_of(application, pack, at=now),
        "channel": said(CHANNEL_LABELS.get(application.channel, "")),
        "channels": [(code, said(CHANNEL_LABELS[code])) for code in channels_of(pack, application.values)],
        "holds": application.holds.filter(freed_at=None).count(),
        "way": work_page.way(pack, case.step, story),
        "events": work_page.story_of(story, pack, case),
        "buttons": [_button(one, application, pack) for one in queries.moves_open(application, by, now)],
        "letters": letters,
        "letter_urls": {one.pk: documents.letter_file_url(one) for one in letters} if serves else {},
        "linked": _linked(application),
        "family_url": settings.PUBLIC_URL.rstrip("/") + owner_url(case.tracking_code) if serves else "",
        "village": permissions.office_of_area(case.area_id),
    }


def _linked(application: Application) -> list[dict[str, Any]]:
    """Applications of the same entry, by the name of their service."""
    entry = application.parent_id or application.pk
    family = Application.objects.filter(Q(pk=entry) | Q(parent=entry)).exclude(pk=application.pk)
    rows = family.order_by("pk").values_list("pk", "pack_version_id")
    return [{"pk": pk, "name": told(packs.pack_of(version).name)} for pk, version in rows]


def _button(one: Move, application: Application, pack: Pack) -> Button:
    pays = "PAY" in one.effects
    banked = pays and is_in_batches(application.channel)
    return Button(
        code=one.code,
        label=told(one.label),
        icon=_ICONS.get(one.icon, one.icon),
        look=_BUTTONS.get(one.tone, "primary" if one.is_main else "secondary"),
        wants_text="TEXT" in one.needs,
        wants_receipt="RECEIPT" in one.needs and not banked,
        wants_channel="CHANNEL" in one.needs and len(channels_of(pack, application.values)) > 1,
        wants_signature="SIGNATURE" in one.needs,
        pays=pays,
    )
