"""The numbers of the room follow from the journal, and again from a replay."""

from datetime import date, timedelta

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.counting import FILED, OPEN, PAID, REFUSED, SERVED
from balai.domains.public_services.testing import AMOUNT, GRANT, MONDAY, Town, make_document
from balai.engine.indicators import public as indicators
from balai.engine.journal.public import run_followers, seal
from balai.engine.organizations.public import Opd

LATER = MONDAY + timedelta(hours=1)


def numbers(key: tuple[str, ...] | str) -> dict[str, int]:
    since, until = date(2026, 1, 1), date(2026, 12, 31)
    return {
        code: indicators.total(code, key=key, since=since, until=until)
        for code in (FILED, OPEN, SERVED, REFUSED, PAID)
    }


def count() -> None:
    seal(at=LATER)
    run_followers(at=LATER)


def test_filed_served_refused_and_paid(town: Town):
    paid, refused, _ = town.file(), town.file(), town.file()
    move(application_id=paid.pk, move="approve", by=town.by(town.verifier), at=LATER)
    move(
        application_id=paid.pk, move="pay", by=town.by(town.cashier), at=LATER, channel="CASH",
        receipt=make_document(),
    )  # fmt: skip
    move(application_id=refused.pk, move="reject", by=town.by(town.verifier), at=LATER, text="Bukan warga.")
    count()
    expected = {FILED: 3, OPEN: 1, SERVED: 1, REFUSED: 1, PAID: AMOUNT}
    agency = Opd.objects.get(code="DINSOS").pk
    for key in ("region", ("service", GRANT), ("opd", str(agency)), ("kec", "99.01.01")):
        assert numbers(key) == expected
    indicators.rebuild(FILED)
    count()
    assert numbers("region") == expected
