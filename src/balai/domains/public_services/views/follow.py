"""A family follows its application by the code, and with the secret link does what is its own to do."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balai.domains.public_services.actions.adding import add_paper
from balai.domains.public_services.actions.moving import move as take_move
from balai.domains.public_services.actions.satisfaction import is_decided
from balai.domains.public_services.forms.applying import PAPER_PREFIX, PapersForm
from balai.domains.public_services.links import KEY_NAME, is_owner_key, owner_key, owner_url, tracking_url
from balai.domains.public_services.models import Survey
from balai.domains.public_services.queries import Tracked, papers_of
from balai.domains.public_services.queries import tracked as tracked_by
from balai.domains.public_services.queries.following import family, following, story
from balai.domains.public_services.views.papers import FILE_KINDS
from balai.domains.public_services.wording import said_reason, told
from balai.engine.documents import public as documents
from balai.engine.documents.public import Letter
from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.words import said_refusal

# The same counter as for codes of reports: who guesses, guesses both.
SCOPE, MOST_GUESSES, SECONDS = "track", 20, 600
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Holder:
    """Who looks: what the code opens, whether the secret link was used, and as whom the family acts."""

    found: Tracked
    has_key: bool
    by: Actor

    @property
    def code(self) -> str:
        return self.found.case.tracking_code

    @property
    def url(self) -> str:
        return owner_url(self.code) if self.has_key else tracking_url(self.code)


@requires("public")
@never_cache
@require_safe
def tracked(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands."""
    try:
        return _page(request, holder_of(request, code))
    except Refused as refusal:
        return unknown(request, code, refusal)


@requires("public")
@never_cache
@require_POST
def act(request: HttpRequest, code: str, move: str) -> HttpResponse:
    """A move of the flow that belongs to the family: send again, withdraw."""
    try:
        holder = holder_of(request, code)
    except Refused as refusal:
        return unknown(request, code, refusal)
    try:
        throttle(request, scope="service-act", limit=60, seconds=600)
        _require_key(holder)
        take_move(
            application_id=holder.found.application.pk,
            move=move,
            by=holder.by,
            at=timezone.now(),
            text=request.POST.get("text", ""),
        )
    except Refused as refusal:
        return _page(request, holder, error=said_reason(refusal), status=refusal.status)
    messages.success(request, _("Tercatat. Terima kasih."))
    return redirect(holder.url)


@requires("public")
@never_cache
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Papers that were missing, each with its own answer."""
    try:
        holder = holder_of(request, code)
    except Refused as refusal:
        return unknown(request, code, refusal)
    try:
        throttle(request, scope="service-papers", limit=120, seconds=600)
        _require_key(holder)
    except Refused as refusal:
        return _page(request, holder, error=said_reason(refusal), status=refusal.status)
    faults = _add_sent(request, holder)
    if faults:
        return _page(request, holder, faults=faults, status=UNPROCESSABLE)
    messages.success(request, _("Berkas tersimpan. Bila sudah lengkap, kirim kembali permohonannya."))
    return redirect(holder.url)


def _add_sent(request: HttpRequest, holder: Holder) -> dict[str, str]:
    """Add every file that was sent; refusals by the code of the paper."""
    now, faults = timezone.now(), dict[str, str]()
    sent = [paper for paper in holder.found.pack.papers if PAPER_PREFIX + paper.code in request.FILES]
    for paper in sent:
        try:
            upload = request.FILES[PAPER_PREFIX + paper.code]
            kinds = FILE_KINDS.get(paper.kind, ("PHOTO",))
            file = documents.prepare_file(upload=upload, kinds=kinds, at=now)
            add_paper(
                application_id=holder.found.application.pk, paper=paper.code, file=file, by=holder.by, at=now
            )
        except Refused as refusal:
            faults[paper.code] = said_reason(refusal)
    if not sent:
        faults[""] = _("Pilih dahulu foto atau PDF yang akan ditambahkan.")
    return faults


def holder_of(request: HttpRequest, code: str) -> Holder:
    """Who looks at the application of this code. A slip of the pen costs nothing; well-formed codes that nobody has
    are counted. Raises Refused CODE_…, NotFound CODE_UNKNOWN, TooOften."""
    wanted = normalize_tracking_code(code)
    stop_spent(request, scope=SCOPE, limit=MOST_GUESSES)
    found = tracked_by(wanted)
    if found is None:
        throttle(request, scope=SCOPE, limit=MOST_GUESSES, seconds=SECONDS)
        raise NotFound(
            "CODE_UNKNOWN", "Tidak ada permohonan dengan kode ini. Periksa lagi kodenya.", field="code"
        )
    key = request.POST.get(KEY_NAME, "") or request.GET.get(KEY_NAME, "")
    has_key = bool(key) and is_owner_key(wanted, key)
    return Holder(found, has_key, family(found.application, actor_of(request), has_key=has_key))


def unknown(request: HttpRequest, code: str, refusal: Refused) -> HttpResponse:
    """The same page for every code that opens nothing."""
    context = {"code": code[:20], "error": said_refusal(refusal)}
    return render(request, "public_services/code_unknown.html", context, status=refusal.status)


def _require_key(holder: Holder) -> None:
    if not holder.has_key:
        raise Refused("LINK_NEEDED", "Buka halaman ini dari tautan pada tanda terima Anda, lalu ulangi.")


def _page(
    request: HttpRequest,
    holder: Holder,
    *,
    error: str = "",
    faults: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    found, now = holder.found, timezone.now()
    application, case = found.application, found.case
    follows = following(found, holder.by, now)
    is_new = "baru" in request.GET and holder.has_key
    papers = [one for one in found.pack.papers if holder.has_key and follows.is_turn]
    context = {
        "application": application,
        "case": case,
        "pack": found.pack,
        "follows": follows,
        "story": story(found),
        "last_words": next((item.text for item in reversed(found.story) if item.text), ""),
        "name": documents.masked_name(application.person_name),
        "letters": [_letter(row, holder.has_key) for row in found.letters if row.is_signed],
        "has_key": holder.has_key,
        "key": owner_key(holder.code) if holder.has_key else "",
        "is_new": is_new,
        "link": request.build_absolute_uri(holder.url),
        "papers_form": PapersForm(papers, faults=faults) if papers else None,
        "papers_there": {told(_label(found, row.code)) for row in papers_of(application)} if papers else (),
        "may_rate": is_decided(application, case)
        and not Survey.objects.filter(application=application).exists(),
        "error": error,
        "now": now,
    }
    return render(request, "public_services/tracked.html", context, status=status)


def _letter(letter: Letter, has_key: bool) -> dict[str, str]:
    return {
        "title": letter.title,
        "number": letter.number,
        "url": documents.letter_url(letter) if has_key else "",
    }


def _label(found: Tracked, code: str):
    return next((paper.label for paper in found.pack.papers if paper.code == code), code)
