"""The way of one service from installed to open: the checklist, the questions, the samples, the rules in words."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from balai.domains.service_adoption import queries
from balai.domains.service_adoption.actions import accept_difference
from balai.domains.service_adoption.forms import ValueForm, answer_of, shown
from balai.domains.service_adoption.terms import ITEM_LABELS, Item
from balai.domains.service_adoption.views.acts import ACTS
from balai.domains.service_adoption.views.asking import ADOPT, SEE, draw, page, service_of
from balai.domains.service_adoption.views.saying import differences
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import ServiceView
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Forbidden, NotFound, Refused


@requires(SEE)
@page
def adoption(request: HttpRequest, pack: str) -> HttpResponse:
    """The checklist with its score; a POST does one of `acts.ACTS`."""
    now, refusal = timezone.now(), None
    if request.method == "POST":
        if not may(request.user, ADOPT):
            raise Forbidden("NOT_YOURS", "Hanya koordinator dan operator yang mengadopsi layanan.")
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise NotFound("ACT_UNKNOWN", "Tombol ini tidak dikenal.")
        try:
            said = act(pack, request.POST, by=actor_of(request), at=now)
        except Forbidden:
            raise
        except Refused as caught:
            refusal = caught
        else:
            messages.success(request, said)
            return redirect("service_adoption:adoption", pack=pack)
    return draw(
        request, "adoption", _checklist(service_of(pack), now) | {"typed": request.POST}, refusal=refusal
    )


@requires(SEE)
@page
def values(request: HttpRequest, pack: str) -> HttpResponse:
    """All questions with what is answered; the first open one is where to go on."""
    view, today = service_of(pack), timezone.localdate()
    rows = _answers(view, today)
    following = next((row["spec"].code for row in rows if not row["reference"]), "")
    return draw(request, "values", {"view": view, "rows": rows, "following": following})


@requires(ADOPT)
@page
def value(request: HttpRequest, pack: str, code: str) -> HttpResponse:
    """One question: what the law must say, what the pack and other regions answered, and the region's own answer."""
    view, now = service_of(pack), timezone.now()
    today = timezone.localdate(now)
    row = next((row for row in _answers(view, today) if row["spec"].code == code), None)
    if row is None:
        raise NotFound("VALUE_UNKNOWN", "Nilai ini tidak ada dalam paket.")
    spec = row["spec"]
    begin = {"value": shown(spec, row["value"]), "legal_reference": row["reference"]}
    form = ValueForm(request.POST or None, initial=begin, spec=spec, today=today)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "value": answer_of(spec, form.cleaned_data["value"])}
        try:
            packs.set_value(pack_id=pack, code=code, **given, by=actor_of(request), at=now)
            messages.success(request, "Jawaban disimpan.")
            return redirect(_next_question(view, code, today))
        except Refused as refusal:
            form.refuse(_at_value(refusal, code))
    context = {"view": view, "row": row, "form": form, "others": _others(view, spec), **_place(view, code)}
    return draw(request, "value", context, status=422 if request.method == "POST" else 200)


@requires(SEE)
@page
def samples(request: HttpRequest, pack: str) -> HttpResponse:
    """The pack's own cases with the region's values; a difference is explained by a named officer."""
    view, now, refusal = service_of(pack), timezone.now(), None
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("sample", "note")}
        try:
            accept_difference(pack_id=pack, **given, by=actor_of(request), at=now)
            return redirect("service_adoption:samples", pack=pack)
        except (Forbidden, NotFound):
            raise
        except Refused as caught:
            refusal = caught
    found = queries.trial(view, on=timezone.localdate(now))
    context = {
        "view": view,
        "trial": found,
        "differing": [(result, differences(result)) for result in found.failed] if found else [],
        "accepted": queries.accepted(view),
        "typed": request.POST,
    }
    return draw(request, "samples", context, refusal=refusal)


@requires(SEE)
@page
def rules(request: HttpRequest, pack: str) -> HttpResponse:
    """The flow as a picture and the decision table in words, with the region's values."""
    view, language = service_of(pack), (get_language() or "id")[:2]
    given = packs.given_values(pack, on=timezone.localdate())
    filled = packs.resolve_values(view.pack, given, complete=False)
    table = view.pack.eligibility
    columns = [column.label.in_language(language) for column in table.inputs]
    rows = packs.explain_table(view.pack, table, filled, language)
    context = {
        "view": view,
        # Only the columns that a row asks about: a table of "anything" tells nobody anything.
        "table": [
            (
                row,
                [
                    (label, said)
                    for label, column, said in zip(columns, table.inputs, row.conditions, strict=True)
                    if column.code in written.when
                ],
            )
            for row, written in zip(rows, table.rows, strict=True)
        ],
        # Drawn by us, with every word of the pack escaped.
        "picture": mark_safe(packs.draw_flow(view.pack, language)),
    }
    return draw(request, "rules", context)


def _checklist(view: ServiceView, now: datetime) -> dict[str, Any]:
    found = queries.readiness(view, at=now)
    said = queries.comments(view.pack.id)
    where = {
        Item.VALUES: "values",
        Item.AGENCY: "values",
        Item.ACCOUNT: "values",
        Item.SAMPLES: "samples",
        Item.SANDBOX: "sandbox",
    }
    items = [
        {
            "row": row,
            "label": gettext(ITEM_LABELS[row.item]),
            "url": reverse(f"service_adoption:{where[row.item]}", args=[view.pack.id])
            if row.item in where
            else "",
            "comments": said.get(row.item.value, []),
        }
        for row in found.rows
        if row.total
    ]
    trained = queries.trained(view.pack)
    # The account is another agency's to open: nobody here can go on with it.
    ours = [item for item in items if item["url"] and item["row"].item != Item.ACCOUNT]
    following = next((item for item in ours if not item["row"].is_complete), None)
    return {
        "following": following,
        "view": view,
        "state": packs.SERVICE_STATE_LABELS[packs.ServiceState(view.state)],
        "ready": found,
        "items": items,
        "training": [(step, trained.get(step.code)) for step in view.pack.training],
        "roles": {role.code: role.label.id for role in view.pack.roles},
        "mentors": queries.mentors(view.pack.id),
        "versions": packs.versions_of(view.pack.id),
        "now": now,
    }


def _answers(view: ServiceView, today: date) -> list[dict[str, Any]]:
    """Each question with the region's answer in words, its reference, and the answer itself (or the pack's)."""
    given = packs.given_values(view.pack.id, on=today)
    known = queries.referenced(view.pack, on=today)
    return [
        {
            "spec": spec,
            "is_given": spec.code in given,
            "value": given.get(spec.code, spec.default),
            "said": _said(spec, given[spec.code]) if spec.code in given else "",
            "default": "" if spec.default is None else packs.say_value(spec, spec.default),
            "bounds": [
                packs.say_value(spec, bound) for bound in (spec.minimum, spec.maximum) if bound is not None
            ],
            "reference": known[spec.code].legal_reference if spec.code in known else "",
            "since": known[spec.code].valid_from if spec.code in known else None,
        }
        for spec in view.pack.values
    ]


def _said(spec: packs.ValueSpec, value: Any) -> str:
    """An answer in words; an agency by its name."""
    if spec.type == "OPD":
        with suppress(NotFound):  # closed meanwhile: its code says which one it was
            return organizations.opd(value).name
    return packs.say_value(spec, value)


def _others(view: ServiceView, spec: packs.ValueSpec) -> list[tuple[str, str, str]]:
    """What other regions answered: name, answer, source."""
    rows = [row for row in view.pack.variants.values() if spec.code in row.values]
    return [(row.name, packs.say_value(spec, row.values[spec.code]), row.source) for row in rows]


def _place(view: ServiceView, code: str) -> dict[str, int]:
    codes = [spec.code for spec in view.pack.values]
    return {"number": codes.index(code) + 1, "count": len(codes)}


def _next_question(view: ServiceView, code: str, today: date) -> str:
    """The next question without an answer, after this one first; the overview when there is none."""
    rows = _answers(view, today)
    place = next(number for number, row in enumerate(rows) if row["spec"].code == code)
    for row in [*rows[place + 1 :], *rows[:place]]:
        if not row["reference"]:
            return reverse("service_adoption:value", args=[view.pack.id, row["spec"].code])
    return reverse("service_adoption:values", args=[view.pack.id])


def _at_value(refusal: Refused, code: str) -> Refused:
    """A refusal that names the value, shown at the field that holds it."""
    if refusal.field != code:
        return refusal
    return Refused(refusal.code, refusal.message, field="value")
