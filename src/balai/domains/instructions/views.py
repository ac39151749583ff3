"""Pages of the room. One instruction is shown on the officers' desk."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from balai.domains.instructions import queries
from balai.domains.instructions.actions import instruct
from balai.domains.instructions.forms import InstructionForm
from balai.domains.instructions.kind import LABELS
from balai.domains.instructions.terms import TABS
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number

PAGE = 30
MOST_PAGES = 100_000


@requires("instructions.see")
def instructions(request: HttpRequest) -> HttpResponse:
    """The list, by state and agency, and who still owes what."""
    now, by = timezone.now(), actor_of(request)
    tab, opd = request.GET.get("tab", "open"), request.GET.get("opd", "")
    tab, opd = tab if tab in TABS else "open", opd if opd.isdecimal() and len(opd) < 10 else ""
    page = whole_number(request.GET.get("page", ""), most=MOST_PAGES) or 1
    seen = queries.seen_by(by, at=now)
    mine = seen.filter(holder=int(opd)) if opd else seen
    rows = queries.given(queries.of_tab(mine, tab, at=now)[(page - 1) * PAGE : page * PAGE + 1])
    held = f"&opd={opd}" if opd else ""
    context = {
        "now": now,
        "rows": rows[:PAGE],
        "labels": LABELS,
        "tab": tab,
        "opd": opd,
        "tabs": [
            {
                "label": label,
                "url": f"?tab={code}{held}",
                "active": code == tab,
                "count": None if code == "done" else queries.of_tab(mine, code, at=now).count(),
            }
            for code, label in TABS.items()
        ],
        "debts": queries.debts(seen, at=now),
        "may_give": may(request.user, "instructions.give"),
        "previous_url": f"?tab={tab}{held}&page={page - 1}" if page > 1 else "",
        "next_url": f"?tab={tab}{held}&page={page + 1}" if len(rows) > PAGE else "",
    }
    return render(request, "instructions/list.html", context)


@requires("instructions.give")
def give(request: HttpRequest) -> HttpResponse:
    """The form; `?opd=` and `?subject=` fill it from another page."""
    now = timezone.now()
    if request.method != "POST":
        first = {"opds": request.GET.getlist("opd"), "title": request.GET.get("subject", "")[:160]}
        return render(request, "instructions/give.html", {"form": InstructionForm(initial=first, at=now)})
    form = InstructionForm(request.POST, at=now)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            made = instruct(
                title=asked["title"],
                text=asked["text"],
                opd_ids=asked["opds"],
                clock_set=asked["clock_set"],
                key=asked["key"],
                by=actor_of(request),
                at=now,
            )
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, f"Arahan diberikan kepada {len(made)} instansi; jamnya berjalan sekarang."
            )
            return redirect("instructions:list")
    return render(request, "instructions/give.html", {"form": form}, status=422)
