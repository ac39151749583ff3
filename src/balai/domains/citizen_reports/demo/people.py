"""The people of the demonstration: one account per role, an admin for every agency, one password for all."""

from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from balai.domains.citizen_reports.demo.texts import REGION, load_texts
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.people.public import ROLE_LABELS, Role, User

PASSWORD = "balai-demo-2026"
DOMAIN = "demo.balai.invalid"


def demo_signins(region: str = REGION) -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of the accounts worth trying; empty when the region has no demonstration."""
    try:
        people = load_texts(region).people
    except FileNotFoundError:
        return []
    rows = [
        (str(ROLE_LABELS[Role(row["role"])]), _address(row["email"]), PASSWORD) for row in people["officers"]
    ]
    for code in people["busiest"]:
        for role, short in ((Role.OPD_ADMIN, "admin"), (Role.FIELD_OFFICER, "petugas")):
            rows.append((f"{ROLE_LABELS[role]} {code}", _address(f"{short}.{code}"), PASSWORD))
    return rows


def make_people(*, on: date, region: str = REGION) -> int:
    """Create the accounts that are missing; how many. No letters are sent: the password is known."""
    people = load_texts(region).people
    # The password is the same for all, so its slow hash is made once.
    password = make_password(PASSWORD)
    wanted = [_general(row) for row in people["officers"]]
    for opd in organizations.active_opds(on=on):
        wanted.append(_officer(opd, Role.OPD_ADMIN, "admin", "Admin"))
        if opd.code in people["busiest"]:
            wanted.append(_officer(opd, Role.FIELD_OFFICER, "petugas", "Petugas"))
    known = set(User.objects.values_list("email", flat=True))
    missing = [User(password=password, **row) for row in wanted if row["email"] not in known]
    User.objects.bulk_create(missing)
    return len(missing)


def _address(name: str) -> str:
    return f"{'.'.join(slugify(part) for part in name.split('.'))}@{DOMAIN}"


def _general(row: dict) -> dict:
    """An account of people.yaml. The coordinator belongs to the agency that coordinates."""
    role = Role(row["role"])
    return {
        "email": _address(row["email"]),
        "full_name": row["name"],
        "role": role,
        "opd": organizations.coordinator() if role is Role.COORDINATOR else None,
        "area": organizations.area(row["area"]) if "area" in row else None,
    }


def _officer(opd: Opd, role: Role, short: str, title: str) -> dict:
    name = f"{title} Contoh {opd.short_name}"
    return {
        "email": _address(f"{short}.{opd.code}"),
        "full_name": name,
        "role": role,
        "opd": opd,
        "area": None,
    }
