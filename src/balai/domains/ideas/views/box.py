"""The public box: listed, sent, followed, supported."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.ideas.actions import sending, supporting
from balai.domains.ideas.forms import FollowForm, SendForm
from balai.domains.ideas.models import Edition, Idea
from balai.domains.ideas.queries import box
from balai.domains.ideas.queries.box import Chosen
from balai.domains.ideas.terms import ORIGIN_LABELS, PUBLIC_STAGES, STAGE_LABELS, STAGE_TONES, Origin, Stage
from balai.domains.ideas.views.acting import by, form_page, keeper
from balai.engine.gate import public as gate
from balai.engine.organizations import public as organizations
from balai.engine.people.public import requires
from balai.foundation.errors import NotFound, Refused, TooOften
from balai.foundation.ids import normalize_tracking_code
from balai.kits.excel import Sheet, excel_response
from balai.kits.http.device import supporter_of
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import in_indonesian, said, said_refusal

MOST_SENT, MOST_SUPPORTS, MOST_GUESSES, SECONDS = 20, 60, 20, 600


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """Every idea that everybody may read; as Excel too."""
    chosen = _chosen(request.GET)
    rows = box.listed(chosen)
    if request.GET.get("bentuk") == "xlsx":
        return _file(rows)
    page = paged(request, rows)
    context = {
        **page.context,
        "rows": [shown(idea) for idea in page.rows],
        "sums": box.counted(on=timezone.localdate()),
        "chosen": chosen,
        "is_narrowed": chosen != Chosen(),
        "stages": [(one.value, said(STAGE_LABELS[one])) for one in PUBLIC_STAGES],
        "kecamatan": [(area.code, area.name) for area in organizations.kecamatan_list()],
        "edition": Edition.objects.first(),
        "pending": box.waiting().count() if keeper(request) else None,
    }
    return render(request, "ideas/list.html", context)


def _chosen(get: Any) -> Chosen:
    def one(name: str) -> str:
        return get.get(name, "").replace("\0", "").strip()[:100]

    return Chosen(one("q"), one("keadaan"), one("kecamatan"), one("dari"), one("urut"))


def shown(idea: Idea) -> dict[str, Any]:
    """An idea as a page shows it, without any person's name."""
    stage = Stage(idea.stage)
    return {
        "idea": idea,
        "stage": said(STAGE_LABELS[stage]),
        "tone": STAGE_TONES[stage],
        "origin": said(ORIGIN_LABELS[Origin(idea.origin)]),
        "is_late": idea.answered_on is None and idea.answer_date < timezone.localdate(),
    }


def _file(rows: Any) -> HttpResponse:
    titles = [
        _("Gagasan"), _("Uraian"), _("Manfaat"), _("Dari"), _("Kecamatan"), _("Keadaan"), _("Dijawab oleh"), _("Dikirim"),
        _("Janji jawaban"), _("Dijawab"), _("Dukungan"), _("Contoh"),
    ]  # fmt: skip
    body = (
        (
            idea.title, idea.text, idea.benefit, one["origin"], idea.area.name if idea.area else "", one["stage"],
            idea.holder.name if idea.holder else "", timezone.localdate(idea.sent_at), idea.answer_date, idea.answered_on,
            idea.supports, _("ya") if idea.is_example else "",
        )
        for idea in rows
        for one in (shown(idea),)
    )  # fmt: skip
    return excel_response("gagasan", Sheet(_("Gagasan"), titles, body))


@requires("public")
def send(request: HttpRequest) -> HttpResponse:
    """Send an idea. Where others speak of the same, they are shown once before it goes."""
    form = SendForm(request.POST or None)
    alike: list[Idea] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        alike = [] if "sure" in request.POST else box.alike(given["title"], given["area"])
        made = None if alike else tried(form, lambda: _sent(request, form))
        if made is not None:
            request.session["idea_sent"] = made.tracking_code
            return redirect("ideas:follow")
    days = (sending.promised(on=timezone.localdate()) - timezone.localdate()).days
    return form_page(request, "ideas/send.html", form, alike=[shown(idea) for idea in alike], days=days)


def _sent(request: HttpRequest, form: SendForm) -> Idea:
    throttle(request, scope="idea-send", limit=MOST_SENT, seconds=SECONDS)
    gate.check_request(request, door="ideas", at=timezone.now())
    return sending.send_idea(words=form.words(), key=form.cleaned_data["key"], **by(request))


@requires("public")
def follow(request: HttpRequest) -> HttpResponse:
    """What became of the idea that was sent, by its code."""
    form = FollowForm(request.POST or None)
    context: dict[str, Any] = {"sent": request.session.get("idea_sent", "")}
    if request.method == "POST" and form.is_valid():
        context |= tried(form, lambda: _followed(request, form.cleaned_data["code"])) or {}
    response = form_page(request, "ideas/follow.html", form, **context)
    response["Cache-Control"] = "private, no-store"
    return response


def _followed(request: HttpRequest, raw: str) -> dict[str, Any]:
    stop_spent(request, scope="idea-code", limit=MOST_GUESSES)
    rows = Idea.objects.select_related("holder", "area", "opd")
    idea = rows.filter(tracking_code=normalize_tracking_code(raw)).first()
    if idea is None:
        throttle(request, scope="idea-code", limit=MOST_GUESSES, seconds=SECONDS)
        raise Refused(
            "IDEA_UNKNOWN", "Tidak ada gagasan dengan kode itu. Periksa lagi kodenya.", field="code"
        )
    return {"one": shown(idea), "entries": timeline(idea), "is_public": idea.stage in PUBLIC_STAGES}


def timeline(idea: Idea) -> list[dict[str, Any]]:
    """What was said of an idea, the newest first, as the timeline draws it; offices, no persons."""
    steps = idea.steps.select_related("opd").order_by("-at", "-pk")
    return [
        {
            "title": said(STAGE_LABELS[Stage(step.stage)]),
            "at": step.at,
            "who": step.opd.short_name if step.opd else "",
            "text": in_indonesian(step.text),
            "tone": STAGE_TONES[Stage(step.stage)],
        }
        for step in steps
    ]


@requires("public")
@require_POST
def support(request: HttpRequest, idea_id: int) -> HttpResponse:
    """Count this device for an idea; nothing is asked of whoever holds it."""
    response = redirect("ideas:detail", idea_id)
    who = supporter_of(request, response)
    try:
        throttle(request, scope="idea-support", limit=MOST_SUPPORTS, seconds=SECONDS)
        is_new = supporting.support_idea(idea_id=idea_id, device=who, **by(request))
    except NotFound:
        raise Http404 from None
    except TooOften as refusal:
        messages.error(request, said_refusal(refusal))
        return response
    messages.success(
        request, _("Dukungan Anda terhitung.") if is_new else _("Perangkat ini sudah mendukungnya.")
    )
    return response
