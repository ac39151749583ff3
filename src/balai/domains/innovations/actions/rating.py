"""What a survey said of an innovation is written down, with its source."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.registering import locked
from balai.domains.innovations.models import Rating
from balai.domains.innovations.permissions import may_vouch, must_keep
from balai.domains.innovations.terms import DOCUMENT, THIRD_PARTY, Act
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

LEAST, MOST = Decimal(25), Decimal(100)


@transaction.atomic
def state_rating(
    *,
    innovation_id: int,
    day: date,
    index: Decimal,
    respondents: int,
    complaints_closed: Decimal | None = None,
    source: str,
    is_third_party: bool = False,
    by: Actor,
    at: datetime,
) -> Rating:
    """Write down a survey: its index (25..100), how many answered, the share of complaints closed (0..1). The same day again
    corrects it.

    The model trusts a survey of others (0.8) more than a document (0.5), so that the owner does not call its own survey one:
    it says what it has, and the planners or the coordinator vouch for it on the same day. The trust moves confidence only, never
    the index. Raises NotFound; Forbidden; Refused TEXT_…, VOUCHER_OWN, RATING_DAY, RATING_RANGE, RATING_NOBODY, RATING_SHARE.
    """
    row, today = locked(innovation_id), timezone.localdate(at)
    must_keep(by, row, on=today)
    if is_third_party and not may_vouch(by, row):
        raise Refused(
            "VOUCHER_OWN",
            "Bahwa surveinya dilakukan pihak lain dinyatakan oleh perencana atau koordinator, bukan OPD pemiliknya.",
            field="is_third_party",
        )
    source = clean_text(source, field="source", label="Sumber", minimum=5, maximum=300)
    if not (row.launch_date or date(2000, 1, 1)) <= day <= today:
        raise Refused("RATING_DAY", "Harinya sebelum diluncurkan atau belum tiba.", field="day")
    if not LEAST <= index <= MOST:
        raise Refused("RATING_RANGE", "Indeks kepuasan berkisar 25 sampai 100.", field="index")
    if respondents < 1:
        raise Refused("RATING_NOBODY", "Paling sedikit satu orang menjawab.", field="respondents")
    if complaints_closed is not None and not 0 <= complaints_closed <= 1:
        raise Refused("RATING_SHARE", "Bagian aduan selesai berkisar 0 sampai 1.", field="complaints_closed")
    rating, _made = Rating.objects.update_or_create(
        innovation=row,
        day=day,
        defaults={
            "index": index,
            "respondents": respondents,
            "complaints_closed": complaints_closed,
            "quality": THIRD_PARTY if is_third_party else DOCUMENT,
            "source": source,
            "stated_by_id": by.user_id,
            "stated_at": at,
        },
    )
    data = {
        "day": day.isoformat(), "index": str(index), "respondents": respondents, "quality": rating.quality,
    }  # fmt: skip
    journal.append(code=Act.RATED, subject=("innovation", row.pk), by=by, at=at, data=data)
    return rating
