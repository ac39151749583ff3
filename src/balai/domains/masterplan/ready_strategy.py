"""What strategy, workshops, decrees and books register when the program starts."""

from datetime import time

from balai.domains.masterplan.books.register import register_books
from balai.domains.masterplan.decree_duties import OBLIGATION_KIND
from balai.domains.masterplan.instrument_readiness import ABOUT, INSTRUMENT_ROWS, plan_thing
from balai.domains.masterplan.permissions_workshops import SIGN, SIGNERS, WORKSHOP, WRITERS
from balai.domains.masterplan.tasks_strategy import owe_obligations
from balai.engine.duties.public import register_duty_kind
from balai.engine.evidence.public import name_kind_by, register_instrument
from balai.engine.people.public import permission
from balai.kits.tasks.periodic import periodic


def strategy_ready() -> None:
    """Register all of it."""
    permission(WORKSHOP, roles=WRITERS, label="Mengisi kertas kerja bimtek")
    permission(SIGN, roles=SIGNERS, label="Menandatangani komitmen")
    register_duty_kind(OBLIGATION_KIND)
    register_books()
    register_instrument(INSTRUMENT_ROWS)
    name_kind_by(ABOUT, plan_thing)
    periodic("masterplan.obligations", at=time(2, 10), task=owe_obligations)
