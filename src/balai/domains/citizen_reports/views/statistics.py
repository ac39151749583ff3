"""Statistics for everybody: how long it takes, what is still open, what was confirmed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from balai.domains.citizen_reports import figures
from balai.engine.people.public import requires

TABS = {"opd": "Menurut instansi", "kec": "Menurut kecamatan", "group": "Menurut urusan"}


@requires("public")
def statistics(request: HttpRequest) -> HttpResponse:
    """The last 90 days. Members stand in the order of their names; a small sample has no figure."""
    today = timezone.localdate()
    by = request.GET.get("menurut", "opd")
    by = by if by in TABS else "opd"
    daily = figures.daily(today=today)
    context = {
        "total": figures.region_row(today=today),
        "rows": figures.table(by, today=today),
        "tabs": [
            {"label": label, "url": f"?menurut={code}", "active": code == by} for code, label in TABS.items()
        ],
        "by_label": TABS[by],
        "series": {"Laporan masuk": [(f"{day:%d/%m}", amount) for day, amount in daily.items()]},
        "histogram": figures.answer_histogram(today=today),
        "window": figures.WINDOW,
    }
    return render(request, "citizen_reports/statistics.html", context)
