"""What the leadership sees of evaluation."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.evaluation.models import Assessment
from balai.domains.evaluation.permissions import SEE
from balai.domains.evaluation.queries.years import programmes, years
from balai.domains.evaluation.terms import State
from balai.engine.indicators.public import Reading, Tile


def read_year(at: datetime) -> Reading:
    """How many of a hundred programmes were reached, in the newest year that has the number."""
    for year in years(on=timezone.localdate(at)):
        _rows, whole = programmes(year)
        if whole.percent is not None:
            values = {"reached": whole.reached, "target": whole.target, "year": year}
            return Reading(
                int(whole.percent),
                _("%% program tercapai: %(reached)s dari %(target)s, %(year)s") % values,
                "info",
            )
    return Reading(0, _("angka program belum dicatat"))


def read_waiting(at: datetime) -> Reading:
    """Assessments that are not final yet."""
    waiting = Assessment.objects.exclude(state=State.FINAL).count()
    return Reading(waiting, _("penilaian belum final"), "warn" if waiting else "ok")


TILES = (
    Tile(label="Evaluasi tahunan", url_name="evaluation:this_year", permission="public", read=read_year),
    Tile(label="Penilaian berjalan", url_name="evaluation:list", permission=SEE, read=read_waiting),
)
