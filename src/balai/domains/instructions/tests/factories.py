"""Invented agencies, people and limits for the tests of instructions."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from balai.domains.instructions.actions import instruct
from balai.domains.instructions.models import Instruction
from balai.engine.organizations.public import Opd
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role, User, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import Actor

QUICK, SLOW = "ARAHAN_CEPAT", "ARAHAN_LAMA"


def make_limits() -> None:
    """Two limits, in the order in which they are offered; and reasons to refuse."""
    if Parameter.objects.filter(code="instructions.clock_sets").exists():
        return
    values = {
        "instructions.clock_sets": [QUICK, SLOW],
        "cases.refusal_reasons": [{"code": "NOT_OURS", "label": "Bukan kewenangan kami"}],
    }
    for code, days in ((QUICK, 3), (SLOW, 30)):
        values[f"cases.clock.{code}"] = {
            "name": f"{days} hari kerja (rekaan)",
            "limits": [
                {"code": "FORWARD", "amount": 1, "unit": "WORKING_DAYS"},
                {"code": "ANSWER", "amount": days, "unit": "WORKING_DAYS"},
                {"code": "SOLVE", "amount": days, "unit": "WORKING_DAYS"},
            ],
            "ladder": [{"to": "OFFICER", "share": 0.75}],
        }
    Parameter.objects.bulk_create(
        Parameter(code=code, value=value, valid_from=date(2000, 1, 1)) for code, value in values.items()
    )


def leader() -> User:
    """The regent of an invented place, made once."""
    return User.objects.filter(role=Role.EXECUTIVE).first() or make_user(
        Role.EXECUTIVE, full_name="Pimpinan Rekaan"
    )


def officer_of(opd: Opd, role: Role = Role.OPD_ADMIN) -> Actor:
    """Somebody of that agency, with an account."""
    email = f"{opd.code}.{role}@contoh.invalid".lower()
    return actor_of(User.objects.filter(email=email).first() or make_user(role, email=email, opd=opd))


def give(
    *opds: Opd, by: Actor | None = None, at: datetime | None = None, clock_set: str = QUICK, **words: str
) -> Sequence[Instruction]:
    """An instruction to these agencies, an hour ago where no moment is given."""
    make_limits()
    return instruct(
        title=words.get("title", "Rapikan papan nama rekaan"),
        text=words.get("text", "Semua papan nama rekaan terbaca dari jalan."),
        opd_ids=[opd.pk for opd in opds or (make_opd(),)],
        clock_set=clock_set,
        by=by or actor_of(leader()),
        at=at or timezone.now() - timedelta(hours=1),
    )


def long_ago() -> datetime:
    """So long ago that every quick limit has passed."""
    return timezone.now() - timedelta(days=60)
