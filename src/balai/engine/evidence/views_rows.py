"""One row of an instrument: the proofs that lie beside it, and those that are kept already and may be laid there too."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.engine.evidence import actions, kinds, queries
from balai.engine.evidence.permissions import keeps_only
from balai.engine.evidence.terms import KEEP
from balai.engine.evidence.views import about_of
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number
from balai.kits.ui.paging import paged
from balai.kits.ui.words import said_refusal


@requires(KEEP)
def beside(request: HttpRequest) -> HttpResponse:
    """`?baris=INSTRUMENT|edition|row`: what lies there, and what may be laid there too. `tentang` and `opd` are those of a new
    proof; with `hanya` only proofs of that agency count."""
    row = queries.row_called(request.GET.get("baris", ""))
    if row is None:
        raise Http404
    refused = _laid(request, row) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        messages.success(request, _("Bukti ini sekarang dipakai juga di sana."))
        return redirect(request.get_full_path())
    words, about = request.GET.get("q", "").strip()[:100], about_of(request)
    only = keeps_only(actor_of(request), on=timezone.localdate())
    opd = whole_number(request.GET.get("opd", "")) if request.GET.get("hanya") else None
    opds = {number for number in (only, opd) if number is not None} or None
    page = paged(request, queries.usable_for(**row.place, opd_ids=opds, words=words))
    there = queries.evidence_for(row.place["instrument"], row.place["edition"], opd_id=opd)
    context = {
        **page.context,
        "row": row,
        "there": there.get(row.place["row"], []),
        "rows": page.rows,
        "words": words,
        "refused": refused,
        "thing": kinds.things_called(request.user, {about}).get(about) if about else None,
        "keep": [(name, value) for name, value in request.GET.items() if name not in {"q", "halaman"}],
        "new_url": f"{reverse('evidence:add')}?{urlencode(_new(request))}",
    }
    return render(request, "evidence/beside.html", context, status=422 if refused else 200)


def _new(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("baris", "tentang", "opd") if request.GET.get(name)}


def _laid(request: HttpRequest, row: queries.Row) -> str:
    """Why it was refused; "" where it lies there now."""
    number = whole_number(request.POST.get("bukti", "")) or 0
    try:
        actions.use_for(evidence_id=number, **row.place, by=actor_of(request), at=timezone.now())
    except Refused as refusal:
        if refusal.status == 404:
            raise Http404 from None
        return said_refusal(refusal)
    return ""
