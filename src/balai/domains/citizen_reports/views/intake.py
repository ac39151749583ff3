"""A citizen files a report: one form, four short steps, works without scripts."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from balai.domains.citizen_reports.actions.filing import Draft, already_filed, check, file_report
from balai.domains.citizen_reports.burst.showing import banner
from balai.domains.citizen_reports.busy import count_sending
from balai.domains.citizen_reports.corrections.seen import seen_by_others
from balai.domains.citizen_reports.forms import IntakeForm, show_refusal
from balai.domains.citizen_reports.proposals import proposals
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.learned import CONFIDENCE_LABELS, confidence_of
from balai.domains.citizen_reports.terms import MOST_PHOTOS, SEAL_LABEL, Identity
from balai.domains.citizen_reports.views.browsing import map_settings
from balai.domains.citizen_reports.views.sent import just_sent, remember_sent
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.documents.public import Document
from balai.engine.gate import public as gate
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits import sealing
from balai.kits.http.device import mark_device
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import said

_KEPT = "citizen_reports.kept_photos"
UNPROCESSABLE, TOO_MANY = 422, 429


@requires("public")
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """The form. A refused one comes back with everything typed, its photos included."""
    now = timezone.now()
    if request.method != "POST":
        return _page(
            request,
            IntakeForm(initial={"client_key": secrets.token_urlsafe(16)}, today=timezone.localdate(now)),
        )
    form = IntakeForm(request.POST, request.FILES, today=timezone.localdate(now))
    # A form that is sent twice, or again from the history of the browser, ends at its one receipt.
    known = already_filed(client_key_of(request.POST.get("client_key", "")))
    if known:
        return redirect("citizen_reports:receipt", code=known.case.tracking_code)
    photos, status = list[Document](), UNPROCESSABLE
    try:
        count_sending(request)
        photos = _photos(request, form, now)
        if form.is_valid() and request.POST.get("look"):
            return _page(request, form, photos=photos, preview=seen_by_others(request.POST))
        if form.is_valid():
            draft = draft_of(form.cleaned_data)
            if code := just_sent(request, draft):
                return redirect("citizen_reports:receipt", code=code)
            check(draft, photos, now)  # what is refused anyway costs nobody a puzzle
            visitor = gate.check_request(request, door="intake", phone=draft.phone, at=now)
            report = file_report(draft=draft, photos=photos, by=actor_of(request), at=now)
            receipt_page = redirect("citizen_reports:receipt", code=report.case.tracking_code)
            if draft.identity != Identity.CONFIDENTIAL:
                gate.note(subject=("case", report.pk), visitor=visitor, at=now)
                mark_device(request, receipt_page)
            return remember_sent(receipt_page, draft, report.case.tracking_code)
    except Refused as refusal:
        show_refusal(form, refusal)
        status = refusal.status if refusal.status in {403, 428, TOO_MANY} else status
    return _page(request, form, photos=photos, status=status)


@requires("public")
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """Up to three categories for what was typed so far, as a fragment for the form."""
    try:
        throttle(request, scope="suggest", limit=120, seconds=60)
    except Refused as refusal:
        return HttpResponse(status=refusal.status)
    found = [
        {
            "category": reference().categories[one.category],
            "sure": said(CONFIDENCE_LABELS[confidence_of(one)]),
            "words": ", ".join(one.words),
        }
        for one in proposals(request.POST.get("text", "")[:2000])
    ]
    return render(request, "citizen_reports/_suggestions.html", {"proposals": found})


def _page(
    request: HttpRequest,
    form: IntakeForm,
    *,
    photos: Sequence[Document] = (),
    preview: dict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        # Asked for by those whose browser runs no scripts; the others see it as they go.
        "preview": preview,
        "form": form,
        "photos": [cases.photo_view(row) for row in photos],
        "kept": signing.dumps([photo.pk for photo in photos], salt=_KEPT) if photos else "",
        "most_photos": MOST_PHOTOS,
        **banner(),
        "seal": sealing.public_key(SEAL_LABEL),
        "advices": [row for row in reference().categories.values() if row.advice],
        **map_settings(),
    }
    return render(request, "citizen_reports/intake.html", context, status=status)


def _photos(request: HttpRequest, form: IntakeForm, now: datetime) -> list[Document]:
    """The photos of this sending: those that an earlier try already stored, then the new ones."""
    kept = kept_of(request.POST.get("kept_photos", ""))
    asked = _asked_pieces(request)
    pieces = documents.whole_uploads(asked)
    if len(pieces) < len(asked):
        # Rather than a report without its photos; if the same form is taken in at this moment, that one has them.
        refusal = Refused(
            "PHOTOS_INCOMPLETE",
            "Sebagian foto belum sampai. Pilih lagi fotonya, lalu kirim.",
            field="photos",
        )
        show_refusal(form, refusal)
    uploads = [*request.FILES.getlist("photos"), *pieces.values()]
    if len(kept) + len(uploads) > MOST_PHOTOS:
        raise Refused("PHOTOS_TOO_MANY", "Paling banyak {most} foto.", field="photos", most=MOST_PHOTOS)
    for upload in uploads:
        try:
            kept.append(documents.store_photo(upload=upload, kind="REPORT", by=actor_of(request), at=now))
        except Refused as refusal:
            show_refusal(form, refusal)
    documents.drop_uploads(pieces)
    return kept


def _asked_pieces(request: HttpRequest) -> set[UUID]:
    """The keys of photos that the page sent ahead, a piece at a time."""
    try:
        return {UUID(raw) for raw in request.POST.getlist("uploads")[: MOST_PHOTOS + 1]}
    except ValueError:
        return set()


def kept_of(signed: str) -> list[Document]:
    """The photos that an earlier try left here, by the signed note that the page carried."""
    if not signed:
        return []
    try:
        keys = signing.loads(signed, salt=_KEPT, max_age=86_400)
    except signing.BadSignature:
        return []
    # A page from the history of the browser may name photos that meanwhile belong to a report.
    used = set(cases.Attachment.objects.filter(document__in=keys).values_list("document", flat=True))
    found = documents.Document.objects.in_bulk(set(keys) - used)
    return [found[key] for key in keys if key in found]


def client_key_of(raw: str) -> str | None:
    """The key of a report that came by the form, now or from a phone's outbox: one name space, so that both file once."""
    # PostgreSQL stores no null character; the form refuses the field itself.
    return f"WEB:{raw}" if raw and "\0" not in raw else None


def draft_of(data: dict) -> Draft:
    """What the reporter gave, from a form that is well formed."""
    return Draft(
        text=data["text"],
        report_type=data["report_type"],
        category_code=data["category"],
        area_code=data["area"],
        landmark=data["landmark"],
        latitude=data["latitude"],
        longitude=data["longitude"],
        identity=data["identity"],
        name=data["name"],
        email=data["email"],
        phone=data["phone"],
        accused_opd_id=_accused(data["accused_opd"]) if data["identity"] == Identity.CONFIDENTIAL else None,
        client_key=client_key_of(data["client_key"]),
        is_home=data["is_home"],
        same_as=data["same_as"],
    )


def _accused(raw: str) -> int | None:
    """The agency that must not see the report. What cannot be read is refused: dropped, it might be sent to just that one."""
    number = whole_number(raw)
    if raw and number is None:
        raise Refused("ACCUSED_UNKNOWN", "Pilih instansi yang dilaporkan dari daftar.", field="accused_opd")
    return number


@requires("public")
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: the code to remember, the promised date, what happens now."""
    return redirect(reverse("citizen_reports:tracked", args=[code]) + "?baru=1")
