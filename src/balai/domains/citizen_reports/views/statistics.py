"""Statistics for everybody: how long it takes, what is still open, what was confirmed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.domains.citizen_reports import figures
from balai.engine.people.public import requires

TABS = {"opd": _("Menurut instansi"), "kec": _("Menurut kecamatan"), "group": _("Menurut urusan")}


@requires("public")
def statistics(request: HttpRequest) -> HttpResponse:
    """The last 90 days. Members stand in the order of their names; a small sample has no figure."""
    today = timezone.localdate()
    by = request.GET.get("menurut", "opd")
    by = by if by in TABS else "opd"
    members = figures.table(by, today=today)
    daily = figures.daily(today=today)
    context = {
        "total": figures.region_row(today=today),
        "rows": [row for row in members if row.enough],
        "small": [row for row in members if not row.enough],
        "tabs": [
            {"label": label, "url": f"?menurut={code}", "active": code == by} for code, label in TABS.items()
        ],
        "by_label": TABS[by],
        "series": {gettext("Laporan masuk"): [(f"{day:%d/%m}", amount) for day, amount in daily.items()]},
        "histogram": figures.answer_histogram(today=today),
        "window": figures.WINDOW,
    }
    return render(request, "citizen_reports/statistics.html", context)
