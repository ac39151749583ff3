"""Paper beside life on any page: the panel of one innovation, and the picture of many."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.queries.maturity import Beside
from balai.domains.innovations.queries.peers import blinded
from balai.domains.innovations.terms_maturity import (
    LIFE_LEAST,
    PAPER_HALF,
    QUADRANT_LABELS,
    QUADRANT_TONES,
    Quadrant,
)
from balai.engine.people.public import may
from balai.kits.ui.words import said

register = template.Library()
SIDE = 100
# The class of each dot, written out: the style sheet keeps only what is named somewhere.
DOTS = {
    Quadrant.BOTH: "scatter-both",
    Quadrant.PAPER_ONLY: "scatter-paper-only",
    Quadrant.LIFE_ONLY: "scatter-life-only",
    Quadrant.NEITHER: "scatter-neither",
}
# Where each name stands in the picture: left or right, high or low.
CORNERS = (
    (Quadrant.LIFE_ONLY, "high-left"),
    (Quadrant.BOTH, "high-right"),
    (Quadrant.NEITHER, "low-left"),
    (Quadrant.PAPER_ONLY, "low-right"),
)


@register.inclusion_tag("innovations/_maturity_panel.html", takes_context=True)
def maturity_panel(context: dict[str, Any], innovation: Innovation) -> dict[str, Any]:
    """Maturity on paper beside life in use of one innovation, with the way to its sheet. Nothing for a peer who judges it."""
    user = getattr(context.get("request"), "user", None)
    if innovation.pk in blinded(getattr(user, "pk", None)):
        return {"is_blind": True}
    found = next(iter(paper.beside([innovation])), None)
    return {
        "one": innovation,
        "found": found,
        "label": said(QUADRANT_LABELS[found.quadrant]) if found else "",
        "tone": QUADRANT_TONES[found.quadrant] if found else "muted",
        "may_keep": user is not None and may(user, KEEP),
    }


@register.simple_tag
def paper_and_life(rows: Iterable[Beside]) -> SafeString:
    """Every innovation as a dot: paper to the right, life upwards, four corners with names. Those whose life is not measured
    stand in no corner and are not drawn."""
    drawn = [one for one in rows if one.quadrant is not Quadrant.UNKNOWN and one.index is not None]
    across, up = SIDE * PAPER_HALF, SIDE - LIFE_LEAST
    dots = format_html_join(
        "",
        '<path class="s-dot {}" d="M{} {}h0"><title>{}</title></path>',
        (
            (
                DOTS[one.quadrant],
                f"{SIDE * one.paper.share:.1f}",
                f"{SIDE - (one.index or 0):.1f}",
                f"{one.innovation.name}: {one.paper.score} · {one.index}",
            )
            for one in drawn
        ),
    )
    names = format_html_join(
        "",
        '<span class="scatter-name {}">{} <b>{}</b></span>',
        (
            (place, said(QUADRANT_LABELS[code]), sum(one.quadrant is code for one in drawn))
            for code, place in CORNERS
        ),
    )
    return format_html(
        '<figure class="chart scatter"><figcaption>{}</figcaption><div class="chart-y" aria-hidden="true"><span>{} ↑</span></div>'
        '<div class="scatter-box" aria-hidden="true"><svg class="plot" viewBox="0 0 {} {}" preserveAspectRatio="none">'
        '<rect class="scatter-sleeps" x="{}" y="{}" width="{}" height="{}"/>'
        '<path class="s-grid" d="M{} 0V{}M0 {}H{}"/>{}</svg>{}</div>'
        '<div class="chart-x" aria-hidden="true"><span>0</span><span>{} →</span><span>100%</span></div></figure>',
        _("Kertas dan kehidupan, setiap titik satu inovasi"),
        _("Indeks hidup"),
        SIDE,
        SIDE,
        across,
        up,
        SIDE - across,
        SIDE - up,
        across,
        SIDE,
        up,
        SIDE,
        dots,
        names,
        _("Kematangan di atas kertas"),
    )
