"""What will be destroyed, what is held back, and the certificates of what was."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.data_protection.actions import destroying
from balai.domains.data_protection.forms import HoldForm
from balai.domains.data_protection.models import Destruction
from balai.domains.data_protection.queries.processing import retentions
from balai.domains.data_protection.rules.register import purpose
from balai.domains.data_protection.terms import SEE, UNIT_LABELS, WAY_LABELS, WORK
from balai.engine.data_subjects.public import LegalHold, destroyers
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.text import whole_number
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import own_word, said


@requires(SEE)
def preview(request: HttpRequest) -> HttpResponse:
    """The dry run: what tonight's run will do, by kind; holds; certificates."""
    form = HoldForm(choices=_holdable())
    if request.method == "POST":
        if not may(request.user, WORK):
            raise PermissionDenied
        form = HoldForm(
            request.POST if request.POST.get("act") == "hold" else None,
            choices=_holdable(),
        )
        if _carry_out(request, form):
            return redirect("data_protection:retention")
    now = timezone.now()
    kept = retentions(on=timezone.localdate(now))
    found = paged(request, Destruction.objects.select_related("by").order_by("-pk"))
    context = {
        "rows": [
            {
                "label": one.destroyer.label,
                "purpose": own_word(about, "name") if (about := purpose(one.destroyer.purpose)) else "",
                "way": said(WAY_LABELS[one.destroyer.way]),
                "count": len(one.rows),
                "is_more": len(one.rows) >= destroying.BATCH,
                "held": one.held,
                "before": one.before,
                "retention": kept[one.destroyer.purpose],
                "unit": said(UNIT_LABELS[kept[one.destroyer.purpose].unit]),
            }
            for one in destroying.due(at=now)
        ],
        "holds": LegalHold.objects.filter(ended_at=None).order_by("-pk")[:50],
        "form": form if may(request.user, WORK) else None,
        "runs": found.rows,
        **found.context,
    }
    return render(request, "data_protection/retention.html", context, status=422 if form.errors else 200)


@requires(SEE)
def certificate(request: HttpRequest, number: int) -> HttpResponse:
    """The record of one run: what kind of data, on what ground, how many; nobody is named in it."""
    row = Destruction.objects.select_related("by").filter(pk=number).first()
    if row is None:
        raise Http404
    lines = [
        {
            **line,
            "way": said(WAY_LABELS[line["way"]]),
            "name": own_word(about, "name") if (about := purpose(line["purpose"])) else line["purpose"],
        }
        for line in row.lines
    ]
    return render(request, "data_protection/certificate.html", {"row": row, "lines": lines})


def _holdable() -> list[tuple[str, str]]:
    """What can be held back: rows of a kind, from all that would be done to them."""
    labels: dict[str, list[str]] = {}
    for one in destroyers():
        labels.setdefault(one.kind, []).append(said(one.label))
    return [(kind, "; ".join(found)) for kind, found in labels.items()]


def _carry_out(request: HttpRequest, form: HoldForm) -> bool:
    by, at = actor_of(request), timezone.now()
    match request.POST.get("act"):
        case "run":
            run = destroying.destroy_due(by=by, at=at)
            done = _("Selesai; berita acaranya tercatat.") if run else _("Tidak ada yang jatuh waktu.")
            messages.success(request, done)
        case "free":
            number = whole_number(request.POST.get("hold", "")) or 0
            destroying.end_hold(hold_id=number, by=by, at=at)
        case "hold":
            given = form.cleaned_data if form.is_valid() else None
            if given is None or not tried(form, lambda: destroying.hold(**given, by=by, at=at)):
                return False
            messages.success(request, _("Ditahan dari pemusnahan."))
    return True
