"""How families judge the services: the survey after each, and its results for everybody."""

from datetime import date
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from balai.domains.public_services.actions.satisfaction import is_decided, rate
from balai.domains.public_services.forms.survey import SurveyForm
from balai.domains.public_services.links import KEY_NAME
from balai.domains.public_services.models import Survey
from balai.domains.public_services.queries import satisfaction as ratings
from balai.domains.public_services.queries.satisfaction import Rating
from balai.domains.public_services.survey_words import elements, grade_words, reference
from balai.domains.public_services.views.follow import Holder, holder_of, unknown
from balai.domains.public_services.wording import told
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.people.public import requires
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused
from balai.foundation.periods import DateRange
from balai.foundation.satisfaction import ROUNDED
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.http.throttle import throttle
from balai.kits.ui.words import own_word

UNPROCESSABLE = 422
FIRST_YEAR = 2017


@requires("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """The nine questions, once; the code is enough, so that an officer may hand over a phone."""
    try:
        holder = holder_of(request, code)
    except Refused as refusal:
        return unknown(request, code, refusal)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _survey(request, holder, form)
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            throttle(request, scope="service-survey", limit=120, seconds=600)
            rate(
                application_id=holder.found.application.pk,
                scores=form.scores,
                comment=form.cleaned_data["comment"],
                by=CITIZEN,
                at=timezone.now(),
            )
            return redirect(_own_url(request, holder))
        except Refused as refusal:
            form.refuse(refusal)
            status = refusal.status if refusal.status != 400 else UNPROCESSABLE
    return _survey(request, holder, form, status=status)


def _own_url(request: HttpRequest, holder: Holder) -> str:
    address = reverse("public_services:survey", args=[holder.code])
    key = request.GET.get(KEY_NAME, "")
    return f"{address}?{KEY_NAME}={key}" if key and holder.has_key else address


def _survey(request: HttpRequest, holder: Holder, form: SurveyForm, *, status: int = 200) -> HttpResponse:
    application = holder.found.application
    context = {
        "form": form,
        "pack": holder.found.pack,
        "url": holder.url,
        "is_rated": Survey.objects.filter(application=application).exists(),
        "is_decided": is_decided(application, holder.found.case),
    }
    return render(request, "public_services/survey.html", context, status=status)


@requires("public")
@require_safe
def satisfaction(request: HttpRequest, pack: str = "") -> HttpResponse:
    """The results of a period: of everything, of one service, of one unit."""
    view = packs.service(pack) if pack else None
    if pack and view is None:
        raise Http404
    year, period = _period(request)
    office = _office(request)
    context = {
        "pack": view.pack if view else None,
        "office": office,
        "year": year,
        "years": range(timezone.localdate().year, FIRST_YEAR - 1, -1),
        "quarter": request.GET.get("triwulan", ""),
        **_results(period, pack, office.pk if office else None),
    }
    return render(request, "public_services/results.html", context)


def _results(period: DateRange, service: str, office_id: int | None) -> dict[str, object]:
    """The figures of a period: the whole, its elements, and its parts by service and unit."""
    rating = ratings.overall(period, service=service, office_id=office_id)
    by_service = [] if service or office_id else ratings.by_service(period)
    by_office = [] if office_id else ratings.by_office(period, service=service)
    return {
        "period": period,
        "rating": rating,
        "figure": _figure(rating),
        "bars": _bars(rating),
        "services": [_row(row) for row in by_service],
        "offices": [_row(row) for row in by_office],
        "least": ratings.least_on(period.end),
        "is_rounded": ratings.mode_on(period.end) == ROUNDED,
        "regulation": reference()[0],
    }


@requires("public")
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same as Excel: every service and unit with the means of the nine elements."""
    _year, period = _period(request)
    titles = [
        _("Nama"),
        _("Responden"),
        _("Permohonan"),
        _("IKM"),
        _("Mutu"),
        _("Bobot"),
        *(e.code for e in elements()),
    ]
    sheets = [
        Sheet(name, titles, [_cells(row) for row in rows])
        for name, rows in (
            (_("Layanan"), ratings.by_service(period)),
            (_("Unit"), ratings.by_office(period)),
        )
    ]
    return excel_response(f"kepuasan-{period.start}-{period.end}", *sheets)


def _cells(row: Rating) -> list[object]:
    figure = row.figure
    if figure is None:
        return [told(row.name), row.respondents, row.served or None]
    means = [str(mean) for mean in figure.means]
    return [
        told(row.name),
        row.respondents,
        row.served or None,
        str(figure.index),
        figure.grade,
        _weight(figure.mode),
        *means,
    ]


def _weight(mode: str) -> str:
    return "0,11" if mode == ROUNDED else "1/9"


def _period(request: HttpRequest) -> tuple[int, DateRange]:
    """The year that was asked for, and its quarter where one is named; the present year for anything else."""
    today = timezone.localdate()
    year = whole_number(request.GET.get("tahun", "")) or today.year
    year = year if FIRST_YEAR <= year <= today.year else today.year
    quarter = request.GET.get("triwulan", "")
    if quarter not in ("1", "2", "3", "4"):
        return year, DateRange.of_year(year)
    first = 3 * int(quarter) - 2
    return year, DateRange(date(year, first, 1), DateRange.of_month(year, first + 2).end)


def _office(request: HttpRequest) -> organizations.Opd | None:
    number = whole_number(request.GET.get("unit", ""))
    try:
        return organizations.opd_by_id(number) if number else None
    except NotFound:
        raise Http404 from None


def _figure(rating: Rating) -> dict[str, object] | None:
    if rating.figure is None:
        return None
    words = grade_words(rating.figure.grade)
    return {
        "index": rating.figure.index,
        "grade": rating.figure.grade,
        "label": own_word(words, "label"),
        "tone": words["tone"],
    }


def _bars(rating: Rating) -> list[tuple[str, float]]:
    """Each element on the scale of the figure, 25 to 100."""
    if rating.figure is None:
        return []
    return [
        (f"{element.code} {own_word(element, 'name')}", float(25 * mean.quantize(Decimal("0.001"))))
        for element, mean in zip(elements(), rating.figure.means, strict=True)
    ]


def _row(rating: Rating) -> dict[str, object]:
    return {"rating": rating, "figure": _figure(rating), "name": told(rating.name)}
