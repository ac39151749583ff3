"""Pages of evidence, for officers."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.engine.documents.public import prepare_file, thumbnail_url
from balai.engine.documents.public import url as file_url
from balai.engine.evidence import actions, kinds, queries
from balai.engine.evidence.forms import FilterForm, KeepForm, UseForm, VerdictForm
from balai.engine.evidence.models import Evidence
from balai.engine.evidence.permissions import keeps_only, may_keep, may_verify
from balai.engine.evidence.terms import KEEP, KIND_LABELS, SEE, VERIFY
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Forbidden, Refused
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said


@requires(SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """All proofs, filtered; as Excel too."""
    form = FilterForm(request.GET, on=timezone.localdate())
    rows = queries.listed(**form.asked())
    if request.GET.get("bentuk") == "xlsx":
        return _file(rows)
    page = paged(request, rows)
    things = kinds.things_called(request.user, {(one.about_kind, one.about_id) for one in page.rows})
    context = {
        **page.context,
        "form": form,
        "rows": [(one, things.get((one.about_kind, one.about_id))) for one in page.rows],
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "evidence/list.html", context)


def _file(rows: Any) -> HttpResponse:
    titles = [
        _("Nomor"), _("Judul"), _("Jenis"), _("OPD"), _("Tentang"), _("Tanggal dokumen"), _("Disimpan"), _("Penilaian"),
        _("Alasan"), _("Dipakai"), _("Tautan"), "SHA-256",
    ]  # fmt: skip
    lines = (
        (
            one.pk, one.title, said(KIND_LABELS[one.kind]), one.opd.code, f"{one.about_kind} {one.about_id}", one.dated,
            one.kept_at, said(one.label), one.verdict_note, one.used, one.link, one.sha256,
        )
        for one in rows.iterator()
    )  # fmt: skip
    return excel_response("bukti", Sheet(_("Bukti"), titles, lines))


@requires(KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """Keep a proof about `?tentang=KIND:id`; without it, look for the thing first. `?baris=` lays it beside a row at once."""
    about = about_of(request)
    row = queries.row_called(request.POST.get("baris") or request.GET.get("baris", ""))
    if about is None:
        words = request.GET.get("q", "")[:100]
        context = {"words": words, "things": kinds.search_things(request.user, words)}
        return render(request, "evidence/choose.html", context)
    form = _keep_form(request)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        made = _tried(form, lambda: _kept(request, about, given, now))
        if made is not None and (row is None or _laid(form, request, made, row)):
            messages.success(request, _("Buktinya tersimpan. Penilaiannya diberikan oleh OPD lain."))
            return redirect("evidence:detail", made.pk)
    thing = kinds.things_called(request.user, {about}).get(about)
    context = {"form": form, "thing": thing, "about": ":".join(about), "row": row}
    return render(request, "evidence/add.html", context, status=422 if form.errors else 200)


def _laid(form: KeepForm, request: HttpRequest, made: Evidence, row: queries.Row) -> bool:
    return _tried(form, lambda: actions.use_for(evidence_id=made.pk, **row.place, **_by(request))) is not None


def about_of(request: HttpRequest) -> tuple[str, str] | None:
    """What `tentang` names in the form or the address; None where it is nothing that a proof can be about."""
    kind, _colon, number = (request.POST.get("tentang") or request.GET.get("tentang", "")).partition(":")
    is_plain = kind.isascii() and kind.replace("_", "").isalnum() and len(kind) <= 20
    return (kind, number) if is_plain and 0 < len(number) <= 80 else None


def _keep_form(request: HttpRequest) -> KeepForm:
    by, today = actor_of(request), timezone.localdate()
    first = {"opd": request.GET.get("opd") or by.opd_id}
    return KeepForm(
        request.POST or None, request.FILES or None, on=today, only=keeps_only(by, on=today), initial=first
    )


def _kept(request: HttpRequest, about: tuple[str, str], given: dict[str, Any], now: Any) -> Evidence:
    upload = given["file"]
    return actions.keep(
        about=about,
        kind=given["kind"],
        title=given["title"],
        note=given["note"],
        dated=given["dated"],
        opd_id=given["opd"],
        file=prepare_file(upload=upload, at=now) if upload else None,
        link=given["link"],
        by=actor_of(request),
        at=now,
    )


@requires(SEE)
def detail(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """One proof: what it is, what others say of it, where it is used."""
    return _page(request, _found(evidence_id))


@requires(VERIFY)
@require_POST
def judge(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Say whether it proves."""
    form = VerdictForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        made = _tried(
            form,
            lambda: actions.verify(
                evidence_id=evidence_id,
                verdict=given["verdict"],
                note=given["note"],
                was=given["was"] or None,
                **_by(request),
            ),
        )
        if made is not None:
            messages.success(request, _("Penilaiannya tercatat."))
            return redirect("evidence:detail", evidence_id)
    return _page(request, _found(evidence_id), verdict_form=form)


@requires(KEEP)
@require_POST
def use(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Lay it beside a row of an instrument."""
    form = UseForm(request.POST)
    if form.is_valid():
        made = _tried(form, lambda: actions.use_for(evidence_id=evidence_id, **form.chosen(), **_by(request)))
        if made is not None:
            messages.success(request, _("Bukti ini sekarang dipakai juga di sana."))
            return redirect("evidence:detail", evidence_id)
    return _page(request, _found(evidence_id), use_form=form)


@requires(KEEP)
@require_POST
def unuse(request: HttpRequest, use_id: int) -> HttpResponse:
    """Take it away from a row."""
    try:
        ended = actions.end_use(use_id=use_id, **_by(request))
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except Refused:
        raise Http404 from None
    messages.success(request, _("Pemakaiannya diakhiri; buktinya tetap tersimpan."))
    return redirect("evidence:detail", ended.evidence_id)


def _page(
    request: HttpRequest,
    one: Evidence,
    *,
    verdict_form: VerdictForm | None = None,
    use_form: UseForm | None = None,
) -> HttpResponse:
    by, today, end = actor_of(request), timezone.localdate(), (one.about_kind, one.about_id)
    keeps = may(request.user, KEEP) and may_keep(by, one.opd_id, on=today)
    judges = may(request.user, VERIFY) and may_verify(by, one)
    more = {"tentang": f"{one.about_kind}:{one.about_id}", "opd": one.opd_id}
    context = {
        "one": one,
        "kind": said(KIND_LABELS[one.kind]),
        "thing": kinds.things_called(request.user, {end}).get(end),
        "uses": queries.uses_of(one),
        "file_url": file_url(one.document) if one.document else "",
        "thumbnail_url": thumbnail_url(one.document) if one.document and one.document.is_photo else "",
        "verdict_form": (verdict_form or VerdictForm(initial={"was": one.verdict})) if judges else None,
        "use_form": (use_form or UseForm()) if keeps and kinds.instruments() else None,
        "is_keeper": keeps,
        "more_url": f"{reverse('evidence:add')}?{urlencode(more)}",
    }
    is_wrong = any(form is not None and form.errors for form in (verdict_form, use_form))
    return render(request, "evidence/detail.html", context, status=422 if is_wrong else 200)


def _found(evidence_id: int) -> Evidence:
    rows = Evidence.objects.select_related("document", "opd", "kept_by", "verified_by")
    return get_object_or_404(rows, pk=evidence_id)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor_of(request), "at": timezone.now()}


def _tried(form: Any, act: Callable[[], Any]) -> Any:
    """What the act gives; None where it was refused, and the form says why."""
    try:
        return act()
    except Refused as refusal:
        if refusal.status == 404:
            raise Http404 from None
        refuse(form, refusal)
        return None
