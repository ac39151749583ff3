"""Money of a service as its officers look at it: the fund, today's payments, and how far the money reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.money import waiting
from balai.domains.public_services.queries.ruling import resolved
from balai.domains.public_services.rules.flows import states_before
from balai.domains.public_services.rules.values import meant
from balai.domains.public_services.terms import CASH
from balai.engine.ledger import public as ledger
from balai.engine.ledger.public import Account, Reservation
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack
from balai.foundation.errors import Refused

# How far back payments are counted for a forecast.
_LOOKED_BACK = timedelta(days=90)
MOST_REACHED = 2_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the waiting list needs. `number` wait for `needed_rupiah`; the money now reaches the first `reached`;
    `per_month` were filed in a usual month, so that `months` of budget are missing is anybody's sum."""

    number: int
    needed_rupiah: int
    reached: int
    per_month: int


@dataclass(frozen=True, slots=True)
class Paid:
    """Payments of one day."""

    number: int
    total_rupiah: int


def fund_of(pack: Pack, *, at: datetime) -> Account | None:
    """The account that a service pays from, this year; None for a service without money or before it is opened."""
    if pack.money is None:
        return None
    try:
        code = str(meant(pack.money.account, resolved(pack, at)))
        return ledger.account(code, year=timezone.localdate(at).year)
    except Refused:
        return None


def served_forecast(pack: Pack, fund: Account | None, *, at: datetime) -> Forecast:
    """How many wait, what they need, whom the money that is there reaches, and how fast the list grows."""
    sums = waiting(pack.id).order_by().aggregate(number=Count("pk"), needed=Sum("amount_rupiah"))
    left, reached = fund.available_rupiah if fund else 0, 0
    for amount in waiting(pack.id).values_list("amount_rupiah", flat=True)[:MOST_REACHED]:
        if left < (amount or 0):
            break
        left -= amount or 0
        reached += 1
    since = timezone.localdate(at) - _LOOKED_BACK
    filed = Application.objects.filter(service=pack.id, filed_date__gte=since).count()
    return Forecast(sums["number"], sums["needed"] or 0, reached, round(filed / 3))


def paid_today(fund: Account | None, *, at: datetime) -> Paid:
    """What left the fund on the local day of `at`, as the ledger has it."""
    if fund is None:
        return Paid(0, 0)
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Reservation.objects.filter(account=fund, entry__isnull=False, settled_at__gte=start)
    sums = rows.aggregate(number=Count("pk"), total=Sum("amount_rupiah"))
    return Paid(sums["number"], sums["total"] or 0)


def to_pay_in_cash(service: str) -> QuerySet[Application]:
    """Applications with money promised that are paid at the office, oldest first."""
    versions = (
        Application.objects.filter(service=service).values_list("pack_version_id", flat=True).distinct()
    )
    steps = {step for version in versions for step in states_before(packs.pack_of(version).flow, "PAY")}
    rows = Application.objects.filter(
        service=service,
        channel=CASH,
        reservation_id__isnull=False,
        payment_id=None,
        case__category_code=service,
        case__step__in=steps,
    )
    return rows.select_related("case", "case__area", "case__holder").order_by("filed_date", "pk")
