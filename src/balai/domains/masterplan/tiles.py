"""What the leadership sees of programmes."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.masterplan.queries import figures
from balai.domains.masterplan.queries.programmes import current_plan, leaderless
from balai.engine.indicators.public import Reading, Tile


def read(at: datetime) -> Reading:
    """How many programmes were reached in the newest published year, and how many lack a leader now."""
    years, plan = figures.published_years(), current_plan()
    orphans = len(leaderless(plan, on=timezone.localdate(at))) if plan else 0
    warning = _("%(count)s tanpa pemimpin") % {"count": orphans} if orphans else ""
    total = figures.table(None, years[0])[-1].published if years else None
    if total is None:
        return Reading(0, warning or _("belum ada angkanya"), "warn" if orphans else "muted")
    note = _("dari %(target)s pada %(year)s") % {"target": total.target, "year": years[0]}
    return Reading(total.reached, " · ".join(filter(None, [note, warning])), "warn" if orphans else "ok")


TILE = Tile(label="Program tercapai", url_name="masterplan:home", permission="public", read=read)
