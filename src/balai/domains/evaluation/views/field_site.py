"""The page of one site: sheets side by side, what recipients say, findings, what became of the last ones, minutes."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from balai.domains.evaluation.actions.field_minutes import issue_minutes
from balai.domains.evaluation.actions.findings import Given, follow_up
from balai.domains.evaluation.forms.field import FollowUpForm, MinutesForm
from balai.domains.evaluation.models import Finding, Minutes, Site
from balai.domains.evaluation.permissions_field import FIELD, PLAN, goes_to, may_find, may_plan
from balai.domains.evaluation.queries import field as queries
from balai.domains.evaluation.queries import survey
from balai.domains.evaluation.queries.field_minutes import minutes_pdf, number_of
from balai.domains.evaluation.queries.findings import earlier, of_site, unanswered
from balai.domains.evaluation.views.field_shown import by_now, form_page
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said


@requires(FIELD)
def site(request: HttpRequest, site_id: int) -> HttpResponse:
    """One site."""
    one, by, at = site_or_404(site_id), actor_of(request), timezone.now()
    may_write = may_find(by, one, on=timezone.localdate(at))
    context = {
        "site": one,
        "subject": queries.subject_of(one),
        "sheets": queries.sheets_of(one),
        "survey": survey.result(one),
        "findings": of_site(one, at=at),
        "earlier": [
            {"view": view, "row": row, "said": said(row.get_verdict_display()) if row else ""}
            for view, row in earlier(one, at=at)
        ],
        "follow_form": FollowUpForm(),
        "minutes": [{"row": row, "number": number_of(row)} for row in one.minutes.order_by("-issue")],
        "visitors": one.visitors.select_related("user__opd"),
        "is_visitor": goes_to(by, one),
        "may_find": may_write,
        "may_plan": may(request.user, PLAN) and may_plan(by, on=timezone.localdate(at)),
        "is_own": by.opd_id is not None and by.opd_id == one.opd_id,
    }
    return render(request, "evaluation/field/site.html", context)


@requires(FIELD)
@require_POST
def followed_up(request: HttpRequest, site_id: int, finding_id: int) -> HttpResponse:
    """Answer an earlier finding."""
    one, form = site_or_404(site_id), FollowUpForm(request.POST)
    finding = Finding.objects.filter(pk=finding_id).select_related("site").first()
    if finding is None:
        raise Http404
    if form.is_valid():
        typed = form.cleaned_data
        due: date | None = typed["due"]
        given = Given(one.opd_id, due) if due and typed["verdict"] == "REPEATED" else None
        row = tried(
            form,
            lambda: follow_up(
                finding_id=finding.pk, site_id=one.pk, verdict=typed["verdict"], note=typed["note"], given=given, **by_now(request)
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(request, _("Tindak lanjutnya tercatat."))
            return redirect("evaluation:field_site", one.pk)
    title = _("Tindak lanjut: %(title)s") % {"title": finding.title}
    return form_page(request, form, title, back=("evaluation:field_site", one.pk), eyebrow=one.name)


@requires(FIELD)
def issue(request: HttpRequest, site_id: int) -> HttpResponse:
    """Issue the minutes of a visit."""
    one = site_or_404(site_id)
    form = MinutesForm(request.POST or None, initial={"attendees": _attendees(one)})
    if request.method == "POST" and form.is_valid():
        row = tried(form, lambda: issue_minutes(site_id=one.pk, **form.cleaned_data, **by_now(request)))
        if row is not None:
            messages.success(request, _("Berita acara diterbitkan. Cetak, lalu mintalah tanda tangan."))
            return redirect("evaluation:field_site", one.pk)
    more = {"submit": _("Terbitkan berita acara"), "lead": _minutes_lead(one)}
    return form_page(
        request, form, _("Berita acara"), back=("evaluation:field_site", one.pk), eyebrow=one.name, **more
    )


def _minutes_lead(one: Site) -> str:
    missing = unanswered(one)
    if missing:
        return _("Masih ada %(n)s temuan sebelumnya yang belum dijawab.") % {"n": missing}
    return _("Dibuat dari lembar peninjau, kuesioner, dan temuan. Perbaikan kemudian menjadi terbitan baru.")


def _attendees(one: Site) -> str:
    """Who is sure to have been there: those who were sent."""
    lines = []
    for row in one.visitors.select_related("user__opd"):
        lines.append(
            f"{row.user.full_name}, {row.user.opd.short_name if row.user.opd else row.user.role_label}"
        )
    return "\n".join(lines)


@requires(FIELD)
@require_GET
def minutes_file(request: HttpRequest, minutes_id: int) -> HttpResponse:
    """An issue of the minutes as PDF."""
    row = Minutes.objects.filter(pk=minutes_id).first()
    if row is None:
        raise Http404
    answer = HttpResponse(minutes_pdf(row), content_type="application/pdf")
    name = f"berita-acara-{row.content['visited']}-{row.site_id}-{row.issue}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def site_or_404(site_id: int) -> Site:
    """A site with all that its pages show."""
    rows = Site.objects.select_related("review", "opd", "checklist", "survey", "previous__review")
    one = rows.filter(pk=site_id).first()
    if one is None:
        raise Http404
    return one
