"""Satisfaction as indicators and as a tile before the leadership: a follower of the journal adds every answer.

Sums and numbers of answers are kept, never means: the figure of any service, unit and period follows from them, and a
replay of the journal gives the same. A key is `region`, `opd/<id>` or `service/<pack>`.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balai.domains.public_services.queries.satisfaction import overall
from balai.domains.public_services.survey_words import grade_words
from balai.engine.indicators import public as indicators
from balai.engine.indicators.public import Delta, Indicator, Reading, Tile
from balai.engine.journal.public import Entry
from balai.foundation.periods import DateRange
from balai.kits.ui.words import own_word

FOLLOWER = "public_services.ratings"
ANSWERS, SCORES = "services.ratings", "services.scores"
INDICATORS = [
    Indicator(
        code=ANSWERS,
        label="Penilaian layanan",
        unit="penilaian",
        description="Penilaian warga sesudah layanan, menurut hari menjawab.",
        follower=FOLLOWER,
    ),
    Indicator(
        code=SCORES,
        label="Jumlah nilai sembilan unsur",
        unit="nilai",
        description="Jumlah nilai 1 sampai 4 atas sembilan unsur kepuasan.",
        formula="IKM = 25 × jumlah nilai ÷ (9 × penilaian)",
        follower=FOLLOWER,
    ),
]


def count(entries: list[Entry]) -> None:
    """Follower: add each answer to the region, its unit and its service."""
    deltas = []
    for entry in entries:
        data, day = entry.data or {}, timezone.localdate(entry.at)
        for key in ("region", ("opd", str(data["office"])), ("service", data["service"])):
            deltas.append(Delta(indicator=ANSWERS, day=day, keys=key, amount=1))
            deltas.append(Delta(indicator=SCORES, day=day, keys=key, amount=sum(data["scores"])))
    indicators.add(deltas)


def reading(at: datetime) -> Reading:
    """The figure of the running year in whole points, with the exact one below it."""
    rating = overall(DateRange.of_year(timezone.localdate(at).year))
    if rating.figure is None:
        return Reading(None, _("belum cukup jawaban"))
    words = grade_words(rating.figure.grade)
    note = _("%(index)s, mutu %(grade)s, %(number)d responden") % {
        "index": number_format(rating.figure.index, 2),
        "grade": f"{rating.figure.grade} ({own_word(words, 'label')})",
        "number": rating.respondents,
    }
    return Reading(int(rating.figure.index), note, words["tone"])


TILE = Tile(
    label="Kepuasan warga (IKM)", url_name="public_services:satisfaction", permission="public", read=reading
)
