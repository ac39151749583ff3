"""The page of the leadership: five minutes on a phone."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from balai.domains.citizen_reports import briefing, figures
from balai.domains.citizen_reports.briefing import Weeks
from balai.engine.indicators.public import Tile, tiles
from balai.engine.people.public import actor_of, may, requires

TABS = {"opd": "Menurut instansi", "kec": "Menurut kecamatan"}


@requires("reports.lead")
def leadership(request: HttpRequest) -> HttpResponse:
    """What is late, what is stuck, how the week went, and the figures by agency or kecamatan."""
    now, by = timezone.now(), actor_of(request)
    today = timezone.localdate(now)
    prefix = request.GET.get("menurut", "opd")
    prefix = prefix if prefix in TABS else "opd"
    weeks = briefing.weeks(today=today)
    members = figures.table(prefix, today=today)
    context = {
        "now": now,
        "overdue": [
            {"case": case, "by": now - case.citizen_due_at} for case in briefing.most_overdue(by, at=now)
        ],
        "late": _said(briefing.counted(briefing.late(by, at=now))),
        "late_today": _said(briefing.counted(briefing.falling_due(by, since=_midnight(now), until=now))),
        "due_soon": _said(
            briefing.counted(briefing.falling_due(by, since=now, until=now + timedelta(hours=24)))
        ),
        "undecided": [{"case": case, "for": now - case.holder_since} for case in briefing.undecided(by)],
        "contested": briefing.contested(by, at=now),
        "contested_count": briefing.contested_count(today=today),
        "weeks": weeks,
        "opened_trend": list(weeks.opened.values()),
        "answered_trend": list(weeks.answered.values()),
        "compared": _compared(weeks),
        "fortnight": _fortnight(weeks),
        "total": figures.region_row(today=today),
        # Five minutes a day: who has enough reports for a figure first, the others folded away.
        "rows": [row for row in members if row.enough],
        "small": [row for row in members if not row.enough],
        "tabs": [
            {"label": label, "url": f"?menurut={code}#menurut", "active": code == prefix}
            for code, label in TABS.items()
        ],
        "window": figures.WINDOW,
        **_from_rooms(request.user, now),
    }
    return render(request, "citizen_reports/leadership.html", context)


def _midnight(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _said(count: int) -> str:
    """A number for a tile; where counting stopped, "999+"."""
    return f"{briefing.MOST_COUNTED}+" if count > briefing.MOST_COUNTED else str(count)


def _compared(weeks: Weeks) -> dict[str, list[tuple[str, int]]]:
    """This week laid over the last one, weekday by weekday."""
    days = list(weeks.opened.items())
    labels = [date_format(day, "D") for day, _ in days[7:]]
    return {
        "7 hari ini": list(zip(labels, (amount for _, amount in days[7:]), strict=True)),
        "7 hari sebelumnya": list(zip(labels, (amount for _, amount in days[:7]), strict=True)),
    }


def _fortnight(weeks: Weeks) -> dict[str, list[tuple[str, int]]]:
    def points(series: dict[date, int]) -> list[tuple[str, int]]:
        return [(f"{day:%d/%m}", amount) for day, amount in series.items()]

    return {"Masuk hari itu": points(weeks.opened), "di antaranya sudah dijawab": points(weeks.answered)}


def _from_rooms(user: Any, now: datetime) -> dict[str, Any]:
    """Tiles that other rooms put before the leadership, and their acts, as far as this user may see them."""
    shown = [entry for entry in tiles() if may(user, entry.permission)]
    acts = [_act(entry) for entry in shown if entry.act_url_name and may(user, entry.act_permission)]
    read = [
        {"label": entry.label, "url": reverse(entry.url_name), "reading": entry.read(now)} for entry in shown
    ]
    return {"tiles": read, "acts": acts}


def _act(entry: Tile) -> dict[str, str]:
    return {"label": entry.act_label, "url": reverse(entry.act_url_name)}
