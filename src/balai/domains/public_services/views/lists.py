"""Lists of applications: by deadline, narrowed, marked in bulk, as Excel; and who waits for money."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from balai.domains.public_services import permissions, queries
from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.actions.serving import serve_waiting_list
from balai.domains.public_services.queries.money_views import fund_of, served_forecast
from balai.domains.public_services.queries.work_lists import TAB_LABELS, Filter, listed_for
from balai.domains.public_services.rules.persons import nik_of
from balai.domains.public_services.views.workspace import MOST_COUNTED, Standing, standings
from balai.domains.public_services.wording import said_reason, told
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import Move
from balai.engine.people.public import Role, actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.crypto import mask
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

WORK = "services.work"
PAGE, MOST_PAGES, MOST_EXPORTED, MOST_MARKED = 50, 100_000, 20_000, 100
_TITLES = [
    gettext_noop("Nomor"), gettext_noop("Layanan"), gettext_noop("Nama"), gettext_noop("NIK (disamarkan)"),
    gettext_noop("Desa"), gettext_noop("Jalur"), gettext_noop("Keadaan"), gettext_noop("Diajukan"),
    gettext_noop("Tenggat pemegang"), gettext_noop("Pemegang"), gettext_noop("Rupiah"), gettext_noop("Menunggu sejak"),
]  # fmt: skip
_MONEY_COLUMN = 10


@requires(WORK)
@require_GET
def work_list(request: HttpRequest) -> HttpResponse:
    """One page of the list, most urgent first."""
    by, now = actor_of(request), timezone.now()
    chosen = Filter.of(request.GET)
    page = whole_number(request.GET.get("page", ""), most=MOST_PAGES) or 1
    found = list(listed_for(by, chosen, at=now)[(page - 1) * PAGE : page * PAGE + 1])
    rows = standings(found[:PAGE])
    context = {
        "now": now,
        "rows": rows,
        "chosen": chosen,
        "tabs": _tabs(by, chosen, now),
        "query": urlencode({key: value for key, value in request.GET.items() if key != "page"}),
        "previous_url": _page_url(request, page - 1) if page > 1 else "",
        "next_url": _page_url(request, page + 1) if len(found) > PAGE else "",
        "bulk_moves": _common_moves(rows, by, now),
        **_choices(by, chosen),
    }
    return render(request, "public_services/officer/list.html", context)


@requires(WORK)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The list as Excel, with the filter of the page; at most 20,000 rows, NIK masked."""
    rows = listed_for(actor_of(request), Filter.of(request.GET), at=timezone.now())[:MOST_EXPORTED]
    sheet = Sheet(
        "Permohonan", [said(title) for title in _TITLES], _cells(rows), money=frozenset({_MONEY_COLUMN})
    )
    return excel_response(f"permohonan-{timezone.localdate():%Y%m%d}", sheet)


@requires(WORK)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """One move for the marked applications: each an act of its own with its own result."""
    by, now, code = actor_of(request), timezone.now(), request.POST.get("move", "")[:40]
    keys = [key for raw in request.POST.getlist("case") if (key := whole_number(raw))][:MOST_MARKED]
    if not keys:
        messages.error(request, _("Tandai dahulu permohonannya."))
    done, refused = 0, dict[str, int]()
    for row in queries.seen_by(by).filter(pk__in=keys):
        try:
            if not any(one.code == code for one in queries.moves_open(row, by, now) if _is_plain(one)):
                raise Refused("CASE_MOVED", "Tindakan ini tidak berlaku pada keadaan sekarang.")
            move(application_id=row.pk, move=code, by=by, at=now)
            done += 1
        except Refused as refusal:
            reason = said_reason(refusal)
            refused[reason] = refused.get(reason, 0) + 1
    if done:
        messages.success(request, _("%(number)d permohonan diproses.") % {"number": done})
    for reason, number in refused.items():
        messages.warning(
            request, _("%(number)d tidak diubah: %(reason)s") % {"number": number, "reason": reason}
        )
    return redirect(f"{request.path.removesuffix('massal/')}?{request.POST.get('query', '')[:500]}")


@requires(WORK)
def waiting_list(request: HttpRequest) -> HttpResponse:
    """Who waits for money, in which place, and until when; served on demand by whoever may pay."""
    by, now = actor_of(request), timezone.now()
    service = request.GET.get("layanan", "") or request.POST.get("layanan", "")
    offered = [view.pack for view in packs.services(open_only=False) if view.pack.money]
    pack = next((one for one in offered if one.id == service), offered[0] if offered else None)
    if pack is None:
        raise Http404
    if request.method == "POST":
        return _serve(request, pack, by, now)
    seen = set(
        permissions.seen(by).filter(service=pack.id, queued_at__isnull=False).values_list("pk", flat=True)
    )
    page = whole_number(request.GET.get("page", ""), most=MOST_PAGES) or 1
    start = (page - 1) * PAGE
    rows = list(queries.waiting(pack.id)[start : start + PAGE + 1])
    fund = fund_of(pack, at=now)
    context = {
        "now": now,
        "pack": pack,
        "offered": offered,
        "fund": fund,
        "forecast": served_forecast(pack, fund, at=now),
        "rows": [
            {
                "place": start + number,
                "row": row if row.pk in seen else None,
                "since": row.queued_at,
                "amount": row.amount_rupiah,
            }
            for number, row in enumerate(rows[:PAGE], 1)
        ],
        "may_serve": _may_serve(by, pack, now),
        "previous_url": _page_url(request, page - 1) if page > 1 else "",
        "next_url": _page_url(request, page + 1) if len(rows) > PAGE else "",
    }
    return render(request, "public_services/officer/waiting.html", context)


def _serve(request: HttpRequest, pack: packs.Pack, by: Actor, now: datetime) -> HttpResponse:
    if not _may_serve(by, pack, now):
        raise Http404
    served = serve_waiting_list(service=pack.id, at=now, by=by)
    if served:
        messages.success(request, _("%(number)d permohonan mendapat dana.") % {"number": served})
    else:
        messages.info(request, _("Dana yang tersedia belum cukup untuk urutan pertama."))
    return redirect(f"{request.path}?layanan={pack.id}")


def _may_serve(by: Actor, pack: packs.Pack, now: datetime) -> bool:
    agency = permissions.agency_of(pack, queries.resolved(pack, now))
    return agency is not None and permissions.may_pay(by, agency.pk)


def _cells(rows: Any) -> Iterator[Sequence[Any]]:
    for row in rows.iterator(chunk_size=1000):
        pack = packs.pack_of(row.pack_version_id)
        nik = nik_of(pack, queries.answers_of(row))
        yield [
            f"LAYANAN-{row.pk}", told(pack.name), row.person_name, mask(nik) if nik else "",
            row.case.area.name if row.case.area else "", row.route, told(pack.flow.state(row.case.step).label),
            row.filed_date, row.case.holder_due_at, row.case.holder.short_name, row.amount_rupiah, row.queued_at,
        ]  # fmt: skip


def _tabs(by: Actor, chosen: Filter, now: datetime) -> list[dict[str, Any]]:
    tabs = []
    for code, label in TAB_LABELS.items():
        rows = listed_for(by, Filter(tab=code), at=now) if code not in {"done", "all"} else None
        count = rows.order_by()[:MOST_COUNTED].count() if rows is not None else None
        tabs.append(
            {"label": said(label), "url": f"?tab={code}", "active": code == chosen.tab, "count": count}
        )
    return tabs


def _choices(by: Actor, chosen: Filter) -> dict[str, Any]:
    views = packs.services(open_only=False)
    pack = next((view.pack for view in views if view.pack.id == chosen.service), None)
    village = permissions.village_of(by)
    return {
        "service_choices": [(view.pack.id, told(view.pack.name)) for view in views],
        "step_choices": [(state.code, told(state.label)) for state in pack.flow.states] if pack else [],
        "area_choices": []
        if village
        else [(area.code, area.name) for area in organizations.kecamatan_list()],
        "is_village": village is not None,
        "may_work": by.role in {Role.VILLAGE_OFFICER, Role.OPD_ADMIN, Role.FIELD_OFFICER},
    }


def _common_moves(rows: Sequence[Standing], by: Actor, now: datetime) -> list[Move]:
    """The moves without questions that every listed application allows this officer; for one service at a time."""
    if not rows or len({(row.application.pack_version_id, row.state.code) for row in rows}) != 1:
        return []
    open_now = [queries.moves_open(row.application, by, now) for row in rows]
    shared = set.intersection(*({move.code for move in moves} for moves in open_now))
    return [move for move in open_now[0] if move.code in shared and _is_plain(move)]


def _is_plain(move: Move) -> bool:
    """Nothing has to be written, attached or signed, no money leaves, and nothing ends with it."""
    return not move.needs and "PAY" not in move.effects and move.is_main


def _page_url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"
