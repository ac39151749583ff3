"""Pages of the national index: what the region would get in an edition, the rows of it, the file for the ministry."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from balai.domains.innovations.actions.maturity import may_score, may_verify
from balai.domains.innovations.forms_iga import WhatIfForm
from balai.domains.innovations.models import IgaEdition
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.queries.sheets import sheet_rows
from balai.domains.innovations.rules.iga import Edition, read
from balai.domains.innovations.rules.iga_scores import Index, index
from balai.domains.innovations.sheets import edition_file
from balai.domains.innovations.terms_maturity import (
    ASPECT_LABELS,
    BAND_LABELS,
    BAND_TONES,
    FAULT_LABELS,
    QUADRANT_LABELS,
    QUADRANT_TONES,
    Aspect,
)
from balai.domains.innovations.views.maturity import tabs
from balai.engine.people.public import actor_of, may, requires
from balai.kits.ui.words import said


@requires("public")
def iga(request: HttpRequest) -> HttpResponse:
    """The index by edition: its parts, own and verified beside each other, "what if", and which innovations are in it."""
    edition = _chosen(request)
    context: dict[str, Any] = {"tabs": tabs("iga"), "editions": paper.editions(), "edition": edition}
    if edition is None:
        return render(request, "innovations/iga.html", context)
    rules = read(edition.definition)
    context |= {"rules": rules, "faults": faults_said(edition), "bands": bands_said(rules)}
    if not edition.faults:
        context |= _standing(request, edition, rules)
    return render(request, "innovations/iga.html", context)


def _standing(request: HttpRequest, edition: IgaEdition, rules: Edition) -> dict[str, Any]:
    own, verified = (paper.standing(edition, is_verified=value) for value in (False, True))
    by, today = actor_of(request), timezone.localdate()
    is_officer = may(request.user, KEEP)
    hidden = blinded(request.user.pk)
    rows = paper.beside(
        sheet.innovation for sheet in own.entered if sheet.innovation and sheet.innovation_id not in hidden
    )
    return {
        "own": _told(own.index),
        "verified": _told(verified.index),
        "affairs": own.affairs,
        "missing_affairs": own.missing_affairs,
        "entered": rows,
        "labels": {code: said(label) for code, label in QUADRANT_LABELS.items()},
        "tones": QUADRANT_TONES,
        "what_if": _what_if(request, rules, own),
        "may_score": is_officer and may_score(by, None, on=today),
        "may_verify": is_officer and may_verify(by, None, on=today),
        "is_officer": is_officer,
    }


def _what_if(request: HttpRequest, rules: Edition, own: paper.Standing) -> dict[str, Any]:
    """The form with today's numbers, and the index that the asked ones would give; None where they make no sense."""
    number = len(own.entered)
    total = own.index.innovations * own.index.divisor
    now = {
        "spd": own.index.region,
        "n": number,
        "sid": (total / number).quantize(Decimal("0.01")) if number else Decimal(0),
        "urusan": len(own.affairs),
    }
    is_asked = "spd" in request.GET
    form = WhatIfForm(request.GET if is_asked else None, initial=now)
    if not is_asked or not form.is_valid():
        return {"form": form, "index": None}
    given = form.cleaned_data
    found = index(
        rules,
        region=min(given["spd"], rules.maxima["region"]),
        maturities=[min(given["sid"], rules.paper_most)] * given["n"],
        affairs=given["urusan"],
    )
    return {"form": form, "index": _told(found), "gain": found.index - own.index.index}


def _told(found: Index) -> dict[str, Any]:
    """An index for the page, with its category in words."""
    return {
        "index": found.index,
        "region": found.region,
        "innovations": found.innovations.quantize(Decimal("0.01")),
        "count": found.count,
        "divisor": found.divisor,
        "band": said(BAND_LABELS[found.band]) if found.band else "",
        "tone": BAND_TONES.get(found.band, "muted"),
    }


@requires("public")
def catalogue(request: HttpRequest, edition: str) -> HttpResponse:
    """The rows of an edition with weights and the words of their levels, the region's own levels among them."""
    row = get_object_or_404(IgaEdition, pk=edition)
    rules = read(row.definition)
    sheet = paper.sheet_of(row.code, None) if not row.faults else None
    region = sheet_rows(rules, sheet, paper.proofs_of(row.code, None), Aspect.REGION)
    context = {
        "tabs": tabs("iga"),
        "edition": row,
        "rules": rules,
        "faults": faults_said(row),
        "aspects": [
            {
                "label": said(ASPECT_LABELS[aspect]),
                "lines": rules.of(aspect),
                "most": rules.maxima.get(aspect.lower()),
            }
            for aspect in Aspect
        ],
        "region": {one.line.code: one for one in region},
        "region_code": paper.region_code(),
    }
    return render(request, "innovations/iga_rows.html", context)


@requires(KEEP)
def iga_file(request: HttpRequest, edition: str) -> HttpResponse:
    """The export sheet of the edition."""
    row = get_object_or_404(IgaEdition, pk=edition)
    if row.faults:
        raise Http404
    hidden = blinded(request.user.pk)
    entered = paper.standing(row, is_verified=False).entered
    return edition_file(row, [sheet for sheet in entered if sheet.innovation_id not in hidden])


def faults_said(edition: IgaEdition) -> list[str]:
    """What is off about an edition, in words."""
    found = []
    for code, values in edition.faults:
        words = {
            key: said(ASPECT_LABELS[Aspect(value)]).lower() if key == "aspect" else value
            for key, value in values.items()
        }
        found.append(said(FAULT_LABELS[code]).format(**words))
    return found


def bands_said(rules: Edition) -> list[tuple[str, Decimal, Decimal]]:
    """The categories in words with their bounds, the best first."""
    rows = sorted(rules.bands, key=lambda row: -row[1])
    return [(said(BAND_LABELS[code]), low, high) for code, low, high in rows]


def _chosen(request: HttpRequest) -> IgaEdition | None:
    code = request.GET.get("edisi", "")[:10]
    found = IgaEdition.objects.filter(pk=code).first() if code else None
    return found or paper.current_edition(timezone.localdate().year)
