"""An instrument, two agencies and a proof, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from balai.engine.evidence import kinds
from balai.engine.evidence.public import Evidence, InstrumentRows, keep, register_instrument
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import Actor

AT = datetime(2026, 11, 28, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
INSTRUMENT = "UJI"


@contextmanager
def known_instrument() -> Iterator[None]:
    kept = dict(kinds._instruments)
    register_instrument(
        InstrumentRows(
            code=INSTRUMENT,
            label="Instrumen uji",
            editions=lambda: ["2026", "2025"],
            rows=lambda edition: [("1", f"Indikator satu {edition}"), ("2", "Indikator dua")],
        )
    )
    try:
        yield
    finally:
        kinds._instruments.clear(), kinds._instruments.update(kept)


def officer(opd: str = "DINAS-CONTOH", role: Role = Role.OPD_ADMIN, name: str = "") -> Actor:
    return actor_of(make_user(role, opd=make_opd(opd), email=f"{name or opd}-{role}@contoh.invalid".lower()))


def proof(by: Actor, **given: object) -> Evidence:
    given = {
        "about": ("INNOVATION", 7),
        "kind": "LINK",
        "title": "Video peluncuran",
        "note": "",
        "dated": date(2026, 11, 1),
        "opd_id": by.opd_id,
        "link": "https://contoh.example/video",
        "by": by,
        "at": AT,
        **given,
    }
    return keep(**given)
