"""The acts of who hands out accounts. Each is one transaction with one journal entry."""

from datetime import datetime

from django.db import transaction

from balai.engine.journal import public as journal
from balai.engine.organizations.public import Area, Opd
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused

from . import rules
from .models import User
from .terms import MISSING_PLACES, Act, Role


@transaction.atomic
def create_officer(
    *,
    email: str,
    full_name: str,
    role: Role,
    opd: Opd | None = None,
    area: Area | None = None,
    phone: str = "",
    by: Actor,
    at: datetime,
) -> User:
    """A new account without a password; the journal's follower sends a letter with a link to choose one.

    Raises Forbidden NOT_YOURS; Refused OPD_MISSING, AREA_MISSING, EMAIL_TAKEN, each with its field.
    """
    _check(by, role=role, opd=opd, area=area)
    if User.objects.filter(email=email.strip().lower()).exists():
        raise Refused("EMAIL_TAKEN", "Sudah ada akun dengan surel ini.", field="email")
    user = User.objects.create_user(
        email=email, full_name=full_name.strip(), role=role, opd=opd, area=area, phone=phone
    )
    _note(Act.CREATED, user, by, at, role=role.value, opd=user.opd_id, area=user.area_id)
    return user


@transaction.atomic
def change_role(
    *, user: User, role: Role, opd: Opd | None = None, area: Area | None = None, by: Actor, at: datetime
) -> User:
    """Give an account another role, agency or village; it holds from the next page on.

    Raises Forbidden NOT_YOURS, SELF; Refused OPD_MISSING, AREA_MISSING; Conflict UNCHANGED.
    """
    user = _locked(user, by)
    _check(by, role=role, opd=opd, area=area)
    before = {"from_role": user.role, "from_opd": user.opd_id, "from_area": user.area_id}
    user.role, user.opd, user.area = role, opd, area
    after = {"from_role": user.role, "from_opd": user.opd_id, "from_area": user.area_id}
    if before == after:
        raise Conflict("UNCHANGED", "Peran, OPD, dan desa akun ini sudah demikian.")
    user.save(update_fields=["role", "opd", "area"])
    _note(Act.ROLE_CHANGED, user, by, at, **before, role=role.value, opd=user.opd_id, area=user.area_id)
    return user


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime) -> User:
    """Close an account at once, its open sessions included. Nothing it did is touched.

    Raises Forbidden NOT_YOURS, SELF; Conflict UNCHANGED when it is closed already.
    """
    return _set_active(user, False, Act.DEACTIVATED, by, at)


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: datetime) -> User:
    """Open a closed account again. Raises as `deactivate`."""
    return _set_active(user, True, Act.REACTIVATED, by, at)


def _set_active(user: User, active: bool, act: Act, by: Actor, at: datetime) -> User:
    user = _locked(user, by)
    if user.is_active == active:
        raise Conflict("UNCHANGED", "Akun ini sudah demikian.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    _note(act, user, by, at)
    return user


def _locked(user: User, by: Actor) -> User:
    """The row of an account that `by` may change. Nobody changes their own: so an operator always remains."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if by.user_id == user.pk:
        raise Forbidden("SELF", "Anda tidak dapat mengubah akun Anda sendiri. Mintalah kepada operator lain.")
    _check_may(by, role=Role(user.role), opd_id=user.opd_id)
    return user


def _check(by: Actor, *, role: Role, opd: Opd | None, area: Area | None) -> None:
    _check_may(by, role=role, opd_id=opd.pk if opd else None)
    missing = rules.lacks(role=role, has_opd=opd is not None, has_area=area is not None)
    if missing:
        raise Refused(f"{missing.upper()}_MISSING", MISSING_PLACES[missing], field=missing)


def _check_may(by: Actor, *, role: Role, opd_id: int | None) -> None:
    if by.kind == "SYSTEM":
        return
    if not rules.may_manage(by_role=by.role, by_opd_id=by.opd_id, role=role, opd_id=opd_id):
        raise Forbidden("NOT_YOURS", "Akun ini diurus oleh operator atau admin OPD yang bersangkutan.")


def _note(act: Act, user: User, by: Actor, at: datetime, **data: object) -> None:
    journal.append(code=act.value, subject=("user", user.pk), by=by, at=at, data=data or None)
