"""The inbox: cases by deadline, narrowed, saved, exported."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from balai.engine.cases import filters
from balai.engine.cases.filters import Filter
from balai.engine.cases.kinds import kind_of, kinds
from balai.engine.cases.models import Case, SavedView
from balai.engine.cases.queries import by_deadline, visible_to
from balai.engine.cases.restricted import restricted_among, restricted_cases
from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, User, actor_of, requires
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response

PAGE = 50
MOST_PAGES = 100_000
MOST_EXPORTED = 20_000
# Counting stops here: a tab that says "999+" is busy enough.
MOST_COUNTED = 1000


@requires("cases.see")
def inbox(request: HttpRequest) -> HttpResponse:
    """One page of the list, most urgent first."""
    chosen, now, by = Filter.of(request.GET), timezone.now(), actor_of(request)
    seen = visible_to(by)
    found = by_deadline(filters.apply(seen, chosen, user_id=by.user_id, at=now))
    page = whole_number(request.GET.get("page", ""), most=MOST_PAGES) or 1
    rows = list(found[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "rows": rows[:PAGE],
        "restricted": restricted_among(rows[:PAGE]),
        "chosen": chosen,
        "tabs": _tabs(seen, chosen, by, now),
        "now": now,
        "previous_url": _page_url(request, page - 1) if page > 1 else "",
        "next_url": _page_url(request, page + 1) if len(rows) > PAGE else "",
        "saved": SavedView.objects.filter(user_id=by.user_id),
        "query": urlencode({key: value for key, value in request.GET.items() if key != "page"}),
        "colleagues": _colleagues(by.opd_id) if by.role in {Role.OPD_ADMIN, Role.COORDINATOR} else [],
        "may_work": by.role in {Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR},
        **choices(),
    }
    template = "cases/_rows.html" if request.htmx and not request.htmx.boosted else "cases/inbox.html"
    return render(request, template, context)


def choices() -> dict:
    """The lists that the filters offer."""
    names: dict[str, str] = {}
    for kind in kinds():
        names.update(kind.categories())
    return {
        "kind_choices": [(kind.code, kind.label) for kind in kinds()],
        "category_choices": sorted(names.items(), key=lambda pair: pair[1]),
        "category_names": names,
        "area_choices": [(area.code, area.name) for area in organizations.kecamatan_list()],
        "due_choices": [("late", "Sudah lewat"), ("today", "24 jam ke depan"), ("none", "Tanpa tenggat")],
    }


def _tabs(seen, chosen: Filter, by, now) -> list[dict]:
    tabs = []
    for code, label in filters.TABS.items():
        if code in {"decide", "restricted"} and by.role != Role.COORDINATOR:
            continue
        counted = code in {"open", "mine", "late", "decide", "waiting", "restricted"}
        rows = filters.apply(seen, Filter(tab=code), user_id=by.user_id, at=now)
        count = rows.order_by()[:MOST_COUNTED].count() if counted else None
        tabs.append({"label": label, "url": f"?tab={code}", "active": code == chosen.tab, "count": count})
    return tabs


def _colleagues(opd_id: int | None) -> list[User]:
    return list(User.objects.filter(opd_id=opd_id, is_active=True).order_by("full_name")) if opd_id else []


def _page_url(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


@requires("cases.see")
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name; the same name again replaces it. An empty query removes it."""
    name, query = (request.POST.get(field, "").replace("\0", "") for field in ("name", "query"))
    name, query = name.strip()[:60], query[:500]
    if request.POST.get("remove"):
        SavedView.objects.filter(user=request.user, pk=whole_number(request.POST["remove"])).delete()
        messages.success(request, "Tampilan dihapus.")
    elif name:
        SavedView.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
        messages.success(request, f"Tampilan “{name}” disimpan.")
    else:
        messages.error(request, "Beri nama tampilan ini dahulu.")
    return redirect(f"/petugas/?{query}")


@requires("cases.see")
def export(request: HttpRequest) -> HttpResponse:
    """The list as Excel, with the filter of the page; at most 20,000 rows."""
    chosen, now, by = Filter.of(request.GET), timezone.now(), actor_of(request)
    # What may not be processed is not handed on either.
    seen = visible_to(by).exclude(restricted_cases())
    found = by_deadline(filters.apply(seen, chosen, user_id=by.user_id, at=now))
    names = choices()["category_names"]
    titles = [
        "Nomor", "Judul", "Keadaan", "Pemegang", "Petugas", "Kategori", "Wilayah", "Masuk", "Janji jawaban",
        "Tenggat pemegang", "Dijawab", "Ditangani", "Dikonfirmasi", "Alih tangan",
    ]  # fmt: skip
    rows = (_exported(case, names) for case in found[:MOST_EXPORTED])
    return excel_response(f"kasus-{timezone.localdate(now)}", Sheet("Kasus", titles, rows))


def _exported(case: Case, names: dict[str, str]) -> list:
    return [
        kind_of(case).number(case), case.title, case.state_label, case.holder.short_name,
        case.assignee.full_name if case.assignee else "", names.get(case.category_code, case.category_code),
        case.area.name if case.area else "",
        case.opened_at, case.citizen_due_at, case.holder_due_at, case.answered_at, case.solved_at, case.confirmed_at,
        case.hops,
    ]  # fmt: skip
