"""The wall of lights: what a regent reads in ten seconds, and the way to everything behind it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import overview as figures
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.terms import LIFE_LABELS, LIFE_TONES, Life
from balai.domains.innovations.terms_liveness import LIGHT_LABELS, LIGHT_TONES, Light
from balai.engine.people.public import may, requires
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

TABS = (
    ("overview", gettext_lazy("Lampu OPD"), "public"),
    ("list", gettext_lazy("Daftar"), "public"),
    ("maturity", gettext_lazy("Kematangan"), "public"),
    ("survival", gettext_lazy("Kelangsungan"), "public"),
    ("lessons", gettext_lazy("Pelajaran"), "public"),
    ("oddities", gettext_lazy("Yang ganjil"), "public"),
    ("alarms", gettext_lazy("Alarm"), KEEP),
    ("handovers", gettext_lazy("Serah terima"), KEEP),
)


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
    states, hidden = figures.states(), blinded(request.user.pk)
    context = {
        "year": year,
        "years": years,
        "quota": figures.quota(year, on=today),
        "wall": _wall(rows),
        "silent": [row for row in rows if not row.total],
        "states": [
            (said(label), count, f"{reverse('innovations:list')}?hidup={life.value}")
            for life, label, _tone, count in states
            if count
        ],
        "total": sum(count for *_rest, count in states),
        "tiles": _tiles(states, today),
        "dying": _dying(hidden),
        "hidden": len(hidden),
        "tabs": tabs(request, "overview"),
        "tabs_label": _("Bagian inovasi"),
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "innovations/overview.html", context)


def tabs(request: HttpRequest, here: str) -> list[dict[str, Any]]:
    """The parts of the room that this visitor may open."""
    return [
        {"label": label, "url": reverse(f"innovations:{name}"), "active": name == here}
        for name, label, permission in TABS
        if permission == "public" or may(request.user, permission)
    ]


def _wall(rows: list[figures.OpdRow]) -> list[dict[str, Any]]:
    """Agencies that have innovations, in heaps by their light, the worst first."""
    heaps = [
        {
            "label": said(LIGHT_LABELS[light]),
            "tone": LIGHT_TONES[light],
            "rows": [row for row in rows if row.standing.light is light and row.total],
        }
        for light in (Light.RED, Light.YELLOW, Light.GREEN)
    ]
    return [heap for heap in heaps if heap["rows"]]


def _tiles(states: list[Any], today: Any) -> list[dict[str, Any]]:
    counts = {life: count for life, _label, _tone, count in states}
    living = counts[Life.ALIVE] + counts[Life.NEW]
    fading = sum(counts[life] for life in figures.DYING)
    late = figures.open_alarms().filter(due_date__lt=today).count()
    listed = reverse("innovations:list")
    return [
        {"label": _("Hidup atau masa tumbuh"), "value": living, "note": _("dipakai orang"), "tone": "ok", "url": f"{listed}?hidup=ALIVE"},
        {"label": _("Meredup"), "value": fading, "note": _("melemah, kritis, atau tidur"), "tone": "late" if fading else "ok", "url": ""},
        {"label": _("Belum terukur"), "value": counts[Life.UNMEASURED], "note": _("belum ada sumber pemakaian"), "tone": "muted", "url": f"{listed}?hidup=UNMEASURED"},
        {"label": _("Alarm lewat batas"), "value": late, "note": _("belum dijawab"), "tone": "late" if late else "ok", "url": ""},
    ]  # fmt: skip


def _dying(hidden: Collection[int]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "life": said(LIFE_LABELS[Life(row.life)]),
            "tone": LIFE_TONES[Life(row.life)],
            "index": round((row.index or 0) / 100),
            "confidence": round(row.confidence / 100),
        }
        for row in figures.dying(without=hidden)
    ]


def _lights_file(year: int, rows: list[figures.OpdRow]) -> HttpResponse:
    titles = [
        _("OPD"), _("Nama"), _("Lampu"), _("Baru tahun ini"), _("Kohort tahun lalu"), _("Masih bertahan"), _("Semua"),
    ]  # fmt: skip
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
