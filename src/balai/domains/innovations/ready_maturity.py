"""What maturity and the peer check register; imported by `apps.ready()` itself, once apps are loaded."""

from balai.domains.innovations.instrument_iga import INSTRUMENT_ROWS, region_thing
from balai.domains.innovations.loading_iga import load
from balai.domains.innovations.terms_maturity import Aspect
from balai.domains.innovations.terms_peers import PEER
from balai.engine.evidence.public import name_kind_by, register_instrument
from balai.engine.notices.public import topic
from balai.engine.organizations.public import region_loader
from balai.engine.people.public import SIGNED_IN, permission


def maturity_ready() -> None:
    """Called once from `apps.ready()`."""
    region_loader("innovations.iga", load)
    register_instrument(INSTRUMENT_ROWS)
    name_kind_by(Aspect.REGION, region_thing)
    permission(PEER, roles=SIGNED_IN, label="Menilai inovasi sebagai sejawat")
    topic("peer_drawn", "Undangan menilai inovasi")
