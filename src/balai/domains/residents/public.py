"""The front door of the room; the module itself is the `People` of the services (see `config/wiring.py`).

Nobody may ask here on behalf of a stranger: the caller has made sure that the one who asks serves that village.
"""

from datetime import date, datetime

from django.utils import timezone

from balai.domains.residents.actions.books import record_death
from balai.domains.residents.queries import find, listed, search
from balai.foundation.actor import SYSTEM, Actor

__all__ = ["find", "listed", "mark_dead", "search"]


def mark_dead(
    nik: str, *, on: date, area_id: str | None, by: Actor = SYSTEM, at: datetime | None = None
) -> bool:
    """Write into the register of that village that somebody died on that day; False when it does not know the person.

    Twice is once. Callable inside the caller's transaction; without `at` the death is written down now.
    """
    if not area_id or not nik:
        return False
    return record_death(nik, area_id=area_id, on=on, by=by, at=at or timezone.now())
