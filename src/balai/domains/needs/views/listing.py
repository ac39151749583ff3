"""The public inventory: ranked, narrowed, as charts and as Excel; and the way to follow one's own need."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.needs.forms import FollowForm, standing_choices
from balai.domains.needs.models import Need
from balai.domains.needs.permissions import KEEP, may_keep
from balai.domains.needs.queries import inventory
from balai.domains.needs.queries.inventory import Chosen, Line
from balai.domains.needs.terms import (
    CRITERION_LABELS,
    SOURCE_LABELS,
    STANDING_LABELS,
    STANDING_TONES,
    Moderation,
    Source,
)
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code
from balai.kits.excel import Sheet, excel_response
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said, said_refusal

MOST_GUESSES, SECONDS = 20, 600


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """Every need that everybody may read, the heaviest first; as Excel too."""
    today, get = timezone.localdate(), request.GET
    every = inventory.lines(on=today)
    chosen = _chosen(get)
    rows = inventory.narrowed(every, chosen)
    if get.get("bentuk") == "xlsx":
        return _file(rows)
    page = paged(request, rows)
    sums = inventory.counted(rows)
    keeper = may(request.user, KEEP) and may_keep(actor_of(request), on=today)
    context = {
        **page.context,
        "rows": [_shown(line, place) for place, line in enumerate(page.rows, page.page.start_index() or 1)],
        "every": len(every),
        "statements": sum(line.statements for line in rows),
        "answered": sums["standing"]["ANSWERED"],
        "waiting": sums["standing"]["NEW"] + sums["standing"]["WEIGHED"],
        "declined": sums["standing"]["DECLINED"],
        "charts": _charts(sums),
        "chosen": chosen,
        "is_narrowed": chosen != Chosen(),
        "options": _options(),
        "is_keeper": keeper,
        "pending": Need.objects.filter(moderation=Moderation.PENDING).count() if keeper else 0,
    }
    return render(request, "needs/list.html", context)


def _chosen(get: Any) -> Chosen:
    def one(name: str) -> str:
        return get.get(name, "").replace("\0", "").strip()[:100]

    return Chosen(one("q"), one("dimensi"), one("kecamatan"), one("sumber"), one("keadaan"), one("contoh"))


def _options() -> dict[str, Any]:
    return {
        "sources": [(one.value, said(label)) for one, label in SOURCE_LABELS.items()],
        "dimensions": [(code.value, label) for code, label in DIMENSION_LABELS.items()],
        "kecamatan": [(area.code, area.name) for area in organizations.kecamatan_list()],
        "standings": standing_choices(),
    }


def _shown(line: Line, place: int) -> dict[str, Any]:
    return {
        "line": line,
        "place": place,
        "weight": f"{line.weight:.1f}".replace(".", ","),
        "standing": said(STANDING_LABELS[line.standing]),
        "tone": STANDING_TONES[line.standing],
        "sources": ", ".join(said(SOURCE_LABELS[one]) for one in Source if one in line.sources),
        "dimension": DIMENSION_LABELS.get(line.need.dimension, ""),
        "kecamatan": organizations.area(line.kecamatan).name if line.kecamatan else _("Seluruh daerah"),
    }


def _charts(sums: Any) -> list[tuple[str, list[tuple[Any, ...]]]]:
    places = {area.code: area.name for area in organizations.kecamatan_list()}
    sources = [
        (said(SOURCE_LABELS[Source(one)]), n, f"?sumber={one}") for one, n in sums["source"].most_common()
    ]
    dimensions = [
        (DIMENSION_LABELS.get(one, _("Belum ditentukan")), n, f"?dimensi={one}" if one else "")
        for one, n in sums["dimension"].most_common()
    ]
    areas = [
        (places.get(one, _("Seluruh daerah")), n, f"?kecamatan={one}" if one else "")
        for one, n in sums["kecamatan"].most_common(10)
    ]
    return [
        (_("Menurut sumber"), sources),
        (_("Menurut dimensi"), dimensions),
        (_("Menurut kecamatan"), areas),
    ]


def _file(rows: list[Line]) -> HttpResponse:
    titles = [
        _("Peringkat"), _("Kebutuhan"), _("Uraian"), _("Sumber"), _("Pernyataan"), _("Laporan"), _("Dimensi"), _("Kecamatan"),
        _("Orang"), _("Timbangan"), *(said(label) for label in CRITERION_LABELS.values()), _("Keadaan"), _("Alasan"),
        _("Disampaikan"), _("Rujukan"), _("Contoh"),
    ]  # fmt: skip
    body = (
        (
            place, line.need.title, line.need.text, shown["sources"], line.needs, line.reports, shown["dimension"], shown["kecamatan"],
            line.people, shown["weight"], *(f"{part.value:.2f}".replace(".", ",") for part in line.parts), shown["standing"],
            line.need.decline_text, line.need.stated_date, line.need.citation, _("ya") if line.need.is_example else "",
        )
        for place, line in enumerate(rows, 1)
        for shown in (_shown(line, place),)
    )  # fmt: skip
    return excel_response("kebutuhan", Sheet(_("Kebutuhan"), titles, body))


@requires("public")
def follow(request: HttpRequest) -> HttpResponse:
    """What became of the need that was sent, by its code."""
    form = FollowForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "sent": request.session.get("need_sent", "")}
    if request.method == "POST" and form.is_valid():
        try:
            stop_spent(request, scope="need-code", limit=MOST_GUESSES)
            context |= _followed(request, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", said_refusal(refusal))
    response = render(request, "needs/follow.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def _followed(request: HttpRequest, raw: str) -> dict[str, Any]:
    code = normalize_tracking_code(raw)
    need = Need.objects.select_related("head", "area").filter(tracking_code=code).first()
    if need is None:
        throttle(request, scope="need-code", limit=MOST_GUESSES, seconds=SECONDS)
        raise Refused(
            "NEED_UNKNOWN", "Tidak ada kebutuhan dengan kode itu. Periksa lagi kodenya.", field="code"
        )
    today = timezone.localdate()
    line = inventory.line_of(need, on=today)
    return {
        "need": need,
        "line": line,
        "standing": said(STANDING_LABELS[line.standing]),
        "tone": STANDING_TONES[line.standing],
        "reason": dict(inventory.reasons(on=today)).get(line.need.decline_code, ""),
    }
