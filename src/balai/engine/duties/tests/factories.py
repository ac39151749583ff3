"""Invented agencies, things and duties."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from balai.engine.duties import kinds
from balai.engine.duties.actions import owe
from balai.engine.duties.kinds import DutyKind
from balai.engine.duties.models import Duty
from balai.engine.duties.testing import make_clock
from balai.engine.organizations.public import Opd
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import Actor

JAKARTA = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=JAKARTA)
DUE = date(2026, 6, 30)
TASK, SECRET = "REKAAN_TASK", "REKAAN_SECRET"


@contextmanager
def known_kinds() -> Iterator[None]:
    """Two kinds about invented plans: one for everybody, one for officers and with a photo; `owner` is in `OWNERS`."""
    about = {"subject": subjects, "owner": lambda one: OWNERS.get(one)}
    added = {
        TASK: DutyKind(code=TASK, label="Tugas rekaan", about_kind="REKAAN", **about),
        SECRET: DutyKind(code=SECRET, label="Tugas tertutup", needs_proof=True, is_public=False, **about),
    }
    kinds._KINDS.update(added)
    try:
        yield
    finally:
        for code in added:
            kinds._KINDS.pop(code)
        OWNERS.clear()


OWNERS: dict[str, int] = {}


def subjects(ids) -> dict[str, tuple[str, str]]:
    return {one: (f"Rencana rekaan {one}", f"/rekaan/{one}/") for one in ids if one != "hilang"}


def offices() -> tuple[Opd, Opd]:
    """Who gives and who owes; a coordinator stands beside them."""
    make_clock()
    make_opd("KOORD", is_coordinator=True)
    return make_opd("PEMBERI"), make_opd("PEMEGANG")


def account(opd: Opd | None, role: Role = Role.OPD_ADMIN) -> Actor:
    """Somebody with an account, made once per agency and role."""
    email = f"{opd.code if opd else 'x'}.{role}@contoh.invalid".lower()
    fields = {"opd": opd} if opd else {}
    return actor_of(User.objects.filter(email=email).first() or make_user(role, email=email, **fields))


def give(*, at: datetime = MONDAY, due: date = DUE, by: Actor | None = None, **words) -> Duty:
    """A duty of the agency PEMEGANG, given by PEMBERI."""
    giver, holder = offices()
    values = {
        "kind": TASK,
        "about": ("REKAAN", "1"),
        "title": "Pasang papan nama rekaan",
        "holder_id": holder.pk,
        **words,
    }
    return owe(**values, due=due, by=by or account(giver), at=at)
