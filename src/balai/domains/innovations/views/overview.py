"""Pages that look at all innovations: lights, the list, survival, alarms."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions.alarms import answer_alarm
from balai.domains.innovations.forms import AnswerForm
from balai.domains.innovations.models import Alarm, Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import overview as figures
from balai.domains.innovations.rules.survival import Step
from balai.domains.innovations.terms import LIFE_LABELS, LIGHT_LABELS, LIGHT_TONES, STAGE_LABELS
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, actor_of, may, requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said, said_refusal

ROWS_PER_PAGE = 50


@requires("public")
def overview(request: HttpRequest) -> HttpResponse:
    """The light of every agency, the states of all, what fades now; as Excel too."""
    today = timezone.localdate()
    years = sorted(
        set(Innovation.objects.exclude(cohort_year=None).values_list("cohort_year", flat=True))
        | {today.year},
        reverse=True,
    )
    chosen = whole_number(request.GET.get("tahun", ""))
    year = chosen if chosen in years else today.year
    rows = figures.lights(year, on=today)
    if request.GET.get("bentuk") == "xlsx":
        return _lights_file(year, rows)
    states = figures.states()
    context = {
        "year": year,
        "years": years,
        "rows": [
            {
                "row": row,
                "light": said(LIGHT_LABELS[row.standing.light]),
                "tone": LIGHT_TONES[row.standing.light],
            }
            for row in rows
            if row.total
        ],
        "silent": [row for row in rows if not row.total],
        "states": [
            (said(label), count, f"daftar/?hidup={life.value}")
            for life, label, _tone, count in states
            if count
        ],
        "total": sum(count for *_rest, count in states),
        "alive": sum(count for life, _label, _tone, count in states if life.value in {"ALIVE", "NEW"}),
        "dying": figures.dying(),
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "innovations/overview.html", context)


def _lights_file(year: int, rows: list[figures.OpdRow]) -> HttpResponse:
    titles = [
        _("OPD"),
        _("Nama"),
        _("Lampu"),
        _("Baru tahun ini"),
        _("Kohort tahun lalu"),
        _("Masih bertahan"),
        _("Semua"),
    ]
    lines = [
        (
            row.code,
            row.name,
            said(LIGHT_LABELS[row.standing.light]),
            row.standing.new,
            row.standing.cohort,
            row.standing.kept,
            row.total,
        )
        for row in rows
    ]
    return excel_response(f"inovasi-{year}", Sheet(str(year), titles, lines))


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """The register, filtered; as Excel too."""
    get = request.GET
    rows = (
        Innovation.objects.filter(merged_into=None).select_related("opd", "liveness").order_by("name", "pk")
    )
    if words := get.get("q", "").strip()[:100]:
        rows = rows.filter(name__icontains=words)
    if get.get("opd"):
        rows = rows.filter(opd__code=get["opd"])
    if get.get("tahap") in STAGE_LABELS:
        rows = rows.filter(stage=get["tahap"])
    if get.get("hidup") in LIFE_LABELS:
        rows = rows.filter(liveness__life=get["hidup"])
    if get.get("dimensi") in DIMENSION_LABELS:
        rows = rows.filter(dimension=get["dimensi"])
    if get.get("aneh"):
        rows = rows.exclude(odd=[])
    if get.get("bentuk") == "xlsx":
        return _register_file(rows)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(get.get("halaman"))
    query = get.copy()
    query.pop("halaman", None)
    prefix = f"?{query.urlencode()}&" if query else "?"
    context = {
        "page": page,
        "words": words,
        "chosen": get,
        "opds": [opd.code for opd in organizations.active_opds(on=timezone.localdate())],
        "stages": [(code.value, said(label)) for code, label in STAGE_LABELS.items()],
        "lives": [(code.value, said(label)) for code, label in LIFE_LABELS.items()],
        "dimensions": DIMENSION_LABELS.items(),
        "previous_url": f"{prefix}halaman={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"{prefix}halaman={page.next_page_number()}" if page.has_next() else "",
        "excel_url": f"{prefix}bentuk=xlsx",
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "innovations/list.html", context)


def _register_file(rows: object) -> HttpResponse:
    titles = [
        _("Nomor register"), _("Nama"), _("OPD"), _("Tahap"), _("Uji coba"), _("Penerapan"), _("Hidup"), _("Indeks hidup"),
        _("Keyakinan"), _("Kematangan di atas kertas"), _("Tahun kematangan"), _("Yang ganjil"),
    ]  # fmt: skip
    lines = (
        (
            one.register_number,
            one.name,
            one.opd.code if one.opd else one.opd_text,
            said(STAGE_LABELS[one.stage]),
            one.trial_date,
            one.adoption_date,
            said(LIFE_LABELS[one.liveness.life]) if hasattr(one, "liveness") else "",
            f"{one.liveness.index / 100:.2f}"
            if hasattr(one, "liveness") and one.liveness.index is not None
            else "",
            f"{one.liveness.confidence / 100:.0f}" if hasattr(one, "liveness") else "",
            str(one.paper_maturity or ""),
            one.paper_maturity_year,
            " ".join(one.odd),
        )
        for one in rows  # type: ignore[attr-defined]
    )
    return excel_response("daftar-inovasi", Sheet(_("Inovasi"), titles, lines))


@requires("public")
def survival(request: HttpRequest) -> HttpResponse:
    """How long innovations last: the curve, the shares after half a year, one year and two, by agency and cohort."""
    today = timezone.localdate()
    opd, cohort = request.GET.get("opd", ""), whole_number(request.GET.get("kohort", "")) or None
    lives = figures.lives(on=today, opd=opd, cohort=cohort)
    steps, shares = figures.survival_table(lives)
    cohorts = sorted(
        {year for year in Innovation.objects.values_list("cohort_year", flat=True) if year}, reverse=True
    )
    context = {
        "seen": len(lives),
        "died": sum(dead for _days, dead in lives),
        "steps": steps,
        "shares": [(label, None if share is None else round(100 * share)) for label, share in shares],
        "chart": {_("Masih hidup"): _monthly(steps, lives)} if steps else {},
        "opds": [one.code for one in organizations.active_opds(on=today)],
        "cohorts": cohorts,
        "opd": opd,
        "cohort": cohort,
        "by_cohort": [(year, *_of(figures.lives(on=today, cohort=year))) for year in cohorts[:8]],
    }
    return render(request, "innovations/survival.html", context)


def _of(lives: list[tuple[int, bool]]) -> tuple[int, list[int | None]]:
    _steps, shares = figures.survival_table(lives)
    return len(lives), [None if share is None else round(100 * share) for _label, share in shares]


def _monthly(steps: list[Step], lives: list[tuple[int, bool]]) -> list[tuple[str, int]]:
    """The share alive at the end of each month since the launch, in percent, as far as anything was seen."""
    last = min(max(days for days, _dead in lives) // 30, 60)
    found = []
    for month in range(last + 1):
        alive = next((step.alive for step in reversed(steps) if step.day <= month * 30), 1.0)
        found.append((str(month), round(100 * alive)))
    return found


@requires(KEEP)
def alarms(request: HttpRequest) -> HttpResponse:
    """Alarms that wait for an answer: those of one's own agency, or all for who oversees them."""
    by = actor_of(request)
    own = by.opd_id if by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER} else None
    rows = figures.open_alarms(opd_id=own)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "innovations/alarms.html", {"page": page, "today": timezone.localdate()})


@requires(KEEP)
def alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    """One alarm, and its answer."""
    found = get_object_or_404(
        Alarm.objects.select_related("innovation__opd", "innovation__liveness"), pk=alarm_id
    )
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answer_alarm(
                alarm_id=alarm_id,
                text=given["text"],
                promised=given["promised"],
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, said_refusal(refusal))
        else:
            messages.success(request, _("Jawabannya tercatat."))
            return redirect("innovations:alarms")
    context = {"alarm": found, "form": form, "today": timezone.localdate()}
    return render(request, "innovations/alarm.html", context, status=422 if form.errors else 200)
