"""Accounts and agencies for tests, one of each role. The names are invented."""

from datetime import date

from balai.engine.organizations.public import Area, Opd

from .models import User
from .terms import AREA_ROLES, OPD_ROLES, Role

PASSWORD = "lumbung padi 9 senja ungu"


def make_opd(code: str = "DINAS-CONTOH", **fields: object) -> Opd:
    """An agency, made once per code."""
    defaults = {
        "short_name": code.title(),
        "name": f"Dinas {code.title()}",
        "kind": "DINAS",
        "valid_from": date(2020, 1, 1),
    }
    return Opd.objects.get_or_create(code=code, defaults={**defaults, **fields})[0]


def make_area(code: str = "33.25.99.2999", name: str = "Contohsari") -> Area:
    """A village, made once per code."""
    place = {"name": name, "level": "DESA", "latitude": -6.9, "longitude": 109.7}
    return Area.objects.get_or_create(code=code, defaults=place)[0]


def make_user(
    role: Role = Role.FIELD_OFFICER, *, email: str = "", password: str | None = None, **fields: object
) -> User:
    """An account with that role and the agency or village it needs."""
    if role in OPD_ROLES:
        fields.setdefault("opd", make_opd())
    if role in AREA_ROLES:
        fields.setdefault("area", make_area())
    fields.setdefault("full_name", f"Contoh {role.title().replace('_', ' ')}")
    email = email or f"{role.lower()}@contoh.invalid"
    return User.objects.create_user(email, password, role=role, **fields)
