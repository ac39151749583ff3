"""Pages of paper beside life: the picture of all, and the sheet of one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.actions import maturity as acts
from balai.domains.innovations.actions.maturity_entry import enter_sheet, entry_hindrances, withdraw_sheet
from balai.domains.innovations.forms_iga import SheetForm, VerifyForm
from balai.domains.innovations.models import IgaEdition, IgaSheet, Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.queries.sheets import gains, sheet_rows
from balai.domains.innovations.rules.iga import read
from balai.domains.innovations.sheets import beside_file
from balai.domains.innovations.terms_maturity import (
    ENTRY_LABELS,
    QUADRANT_LABELS,
    QUADRANT_TONES,
    Aspect,
    Quadrant,
)
from balai.engine.organizations import public as organizations
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused
from balai.kits.ui.paging import PAGE_WORD, paged
from balai.kits.ui.refusals import take_version
from balai.kits.ui.words import said, said_refusal


@requires("public")
def maturity(request: HttpRequest) -> HttpResponse:
    """Every innovation that has a paper, with its life: a picture, four names, a list; as Excel too."""
    get, rows = request.GET, paper.innovations_with_life()
    if get.get("opd"):
        rows = rows.filter(opd__code=get["opd"])
    found = paper.beside(rows.exclude(pk__in=blinded(request.user.pk)))
    counts = paper.counts(found)
    if get.get("letak") in set(Quadrant):
        shown = [one for one in found if one.quadrant == get["letak"]]
    else:
        shown = found
    if get.get("bentuk") == "xlsx":
        return beside_file(shown)
    page = paged(request, shown)
    context = {
        "tabs": tabs("maturity"),
        **page.context,
        "rows": page.rows,
        "dots": found,
        "total": len(found),
        "quadrants": [
            {
                "code": code.value,
                "label": said(QUADRANT_LABELS[code]),
                "tone": QUADRANT_TONES[code],
                "count": counts[code],
            }
            for code in Quadrant
        ],
        "labels": {code: said(label) for code, label in QUADRANT_LABELS.items()},
        "tones": QUADRANT_TONES,
        "chosen": get,
        "opds": [opd.code for opd in organizations.active_opds(on=timezone.localdate())],
        "prefix": _without(get, "letak"),
    }
    return render(request, "innovations/maturity.html", context)


@requires("public")
def sheet(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """The paper of one innovation in an edition, row by row, its life beside it, and what would raise it cheapest."""
    one, edition = _innovation(request, innovation_id), _edition(request)
    by, today = actor_of(request), timezone.localdate()
    rules = read(edition.definition)
    found = paper.sheet_of(edition.code, one.pk)
    rows = sheet_rows(rules, found, paper.proofs_of(edition.code, one.pk), Aspect.INNOVATION)
    may_score = may(request.user, KEEP) and acts.may_score(by, one, on=today)
    is_office = may(request.user, KEEP) and acts.may_verify(by, None, on=today)
    context = {
        "tabs": tabs(""),
        "one": one,
        "edition": edition,
        "editions": [row for row in paper.editions() if not row.faults],
        "beside": next(iter(paper.beside([one])), None),
        "labels": {code: said(label) for code, label in QUADRANT_LABELS.items()},
        "sheet": found,
        "rows": rows,
        "filled": sum(row.level > 0 for row in rows),
        "proven": sum(bool(row.proofs) for row in rows),
        "most": rules.paper_most,
        "gains": gains(rules, rows, Aspect.INNOVATION)[:6],
        "hindrances": [
            said(ENTRY_LABELS[code]).format(**values) for code, values in entry_hindrances(one, found, rules)
        ],
        "may_score": may_score,
        "may_verify": is_office and acts.may_verify(by, one, on=today),
        "may_enter": is_office,
        "show_notes": may_score or is_office,
    }
    return render(request, "innovations/sheet.html", context)


@requires(KEEP)
def sheet_edit(request: HttpRequest, innovation_id: int | None = None, edition: str = "") -> HttpResponse:
    """The form of the sheet: the owner's levels, or (`?bagian=periksa`) the verified ones; of the region without an innovation."""
    one = _innovation(request, innovation_id) if innovation_id else None
    row = _edition(request, edition)
    by, today, part = actor_of(request), timezone.localdate(), request.GET.get("bagian", "")
    is_verifying = part == "periksa"
    allowed = acts.may_verify if is_verifying else acts.may_score
    if not allowed(by, one, on=today):
        raise PermissionDenied
    rules = read(row.definition)
    aspect = Aspect.INNOVATION if one else Aspect.REGION
    found = paper.sheet_of(row.code, one.pk if one else None)
    form = _sheet_form(request, rules, aspect, found, is_verifying=is_verifying)
    if request.method == "POST" and form.is_valid():
        act: Callable[[], Any] = _saving(request, form, one, row, is_verifying=is_verifying)
        if _tried(form, act, lambda: paper.sheet_of(row.code, one.pk if one else None)):
            messages.success(request, _("Lembarnya tersimpan."))
            return redirect(_back(one, row))
    context = {
        "one": one,
        "edition": row,
        "form": form,
        "is_verifying": is_verifying,
        "back": _back(one, row),
        "rows": sheet_rows(
            rules,
            found,
            paper.proofs_of(row.code, one.pk if one else None),
            aspect,
        ),
    }
    return render(request, "innovations/sheet_form.html", context, status=422 if form.errors else 200)


def _sheet_form(request: HttpRequest, rules: Any, aspect: Aspect, found: Any, *, is_verifying: bool) -> Any:
    known = {one.row: one for one in found.answers.all()} if found else {}
    start = {"version": found.version if found else 0}
    if is_verifying:
        return VerifyForm(request.POST or None, lines=rules.of(aspect), known=known, initial=start)
    return SheetForm(request.POST or None, rules=rules, lines=rules.of(aspect), known=known, initial=start)


def _saving(
    request: HttpRequest, form: Any, one: Innovation | None, row: IgaEdition, *, is_verifying: bool
) -> Callable[[], Any]:
    about = {
        "innovation_id": one.pk if one else None,
        "edition": row.code,
        "version": form.cleaned_data["version"],
        "by": actor_of(request),
        "at": timezone.now(),
    }
    if is_verifying:
        return lambda: acts.verify_sheet(verdicts=form.given(), **about)
    return lambda: acts.score_sheet(answers=form.given(), **about)


@requires(KEEP)
def enter(request: HttpRequest, innovation_id: int) -> HttpResponse:
    """Put an innovation among those that are reported for the edition, or take it out again."""
    row = _edition(request)
    if request.method == "POST":
        act = withdraw_sheet if request.POST.get("act") == "keluar" else enter_sheet
        try:
            act(innovation_id=innovation_id, edition=row.code, by=actor_of(request), at=timezone.now())
        except Forbidden as error:
            raise PermissionDenied from error
        except NotFound as error:
            raise Http404 from error
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
        else:
            messages.success(request, _("Daftar inovasi yang diikutkan sudah diperbarui."))
    return redirect(f"{reverse('innovations:sheet', args=[innovation_id])}?edisi={row.code}")


def tabs(active: str) -> list[dict[str, Any]]:
    """The pages about paper and its check."""
    pages = (
        ("maturity", _("Kertas dan kehidupan")),
        ("iga", _("Indeks daerah")),
        ("peer_results", _("Penilaian sejawat")),
    )
    return [
        {"label": label, "url": reverse(f"innovations:{name}"), "active": name == active}
        for name, label in pages
    ]


def _innovation(request: HttpRequest, innovation_id: int) -> Innovation:
    """The innovation, but for a peer who judges it."""
    one = paper.innovations_with_life().filter(pk=innovation_id).first()
    if one is None:
        raise Http404
    if one.pk in blinded(request.user.pk):
        raise PermissionDenied
    return one


def _edition(request: HttpRequest, code: str = "") -> IgaEdition:
    """The edition that the address names, else the current one; only whole ones have sheets."""
    wanted = code or request.GET.get("edisi") or request.POST.get("edisi") or ""
    found = IgaEdition.objects.filter(code=wanted[:10]).first() if wanted else None
    found = found or (None if code else paper.current_edition(timezone.localdate().year))
    if found is None or found.faults:
        raise Http404
    return found


def _back(one: Innovation | None, row: IgaEdition) -> str:
    address = reverse("innovations:sheet", args=[one.pk]) if one else reverse("innovations:iga")
    return f"{address}?edisi={row.code}"


def _tried(form: forms.BaseForm, act: Callable[[], Any], look: Callable[[], IgaSheet | None]) -> Any:
    """What the act gives; None when it was refused, with the refusal on the form. Whoever was quicker may have begun the
    sheet: its version is that of the sheet as it is when one looks again."""
    try:
        return act()
    except Forbidden as error:
        raise PermissionDenied from error
    except Refused as refusal:
        form.add_error(_field(form, refusal), said_refusal(refusal))
        sheet = look() if isinstance(refusal, Conflict) else None
        if sheet is not None:
            take_version(form, sheet)
        return None


def _field(form: forms.BaseForm, refusal: Refused) -> str | None:
    """The field of a row that a refusal names by its code."""
    names = (refusal.field, f"level_{refusal.field}", f"basis_{refusal.field}")
    return next((name for name in names if name in form.fields), None)


def _without(get: Any, name: str) -> str:
    query = get.copy()
    query.pop(name, None)
    query.pop(PAGE_WORD, None)
    return f"?{query.urlencode()}&" if query else "?"
