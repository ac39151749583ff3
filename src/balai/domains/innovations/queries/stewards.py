"""Who keeps what, and what nobody keeps."""

from dataclasses import dataclass
from datetime import date

from balai.domains.innovations.models import Innovation, Steward


@dataclass(frozen=True, slots=True)
class Waiting:
    """An innovation without somebody who keeps it: why (`NONE` never had one, `GONE` the account is closed, `MOVED` the person
    belongs to another agency now, `ENDED` the last term ended), since when, and for how many days."""

    one: Innovation
    why: str
    since: date | None
    days: int
    former: str = ""


def waiting(*, on: date, opd_id: int | None = None) -> list[Waiting]:
    """Innovations that run and need a handover, those that wait longest first; three questions."""
    rows = (
        Innovation.objects.filter(merged_into=None, ended_on=None)
        .exclude(launch_date=None)
        .select_related("opd")
    )
    if opd_id is not None:
        rows = rows.filter(opd_id=opd_id)
    innovations = {one.pk: one for one in rows}
    terms = (
        Steward.objects.filter(innovation_id__in=innovations).select_related("user").order_by("until", "pk")
    )
    ended: dict[int, Steward] = {}
    running: dict[int, Steward] = {}
    for term in terms:
        (running if term.until is None else ended)[term.innovation_id] = term
    found = [
        gone
        for pk, one in innovations.items()
        if (gone := _gone(one, running.get(pk), ended.get(pk), on)) is not None
    ]
    return sorted(found, key=lambda row: (-row.days, row.one.name))


def _gone(one: Innovation, term: Steward | None, last: Steward | None, on: date) -> Waiting | None:
    if term is None:
        since = last.until if last else one.launch_date
        return Waiting(
            one, "ENDED" if last else "NONE", since, (on - since).days, last.user.full_name if last else ""
        )
    user = term.user
    if not user.is_active:
        return Waiting(one, "GONE", term.since, (on - term.since).days, user.full_name)
    if one.opd_id and user.opd_id and user.opd_id != one.opd_id:
        return Waiting(one, "MOVED", term.since, (on - term.since).days, user.full_name)
    return None
