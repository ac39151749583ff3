"""Roles and the fixed words of accounts."""

from datetime import timedelta
from enum import StrEnum


class Role(StrEnum):
    """What a person may do by office. ANONYMOUS is a visitor without an account, and is never stored."""

    CITIZEN = "CITIZEN"
    VILLAGE_OFFICER = "VILLAGE_OFFICER"
    OPD_ADMIN = "OPD_ADMIN"
    FIELD_OFFICER = "FIELD_OFFICER"
    COORDINATOR = "COORDINATOR"
    EXECUTIVE = "EXECUTIVE"
    AUDITOR = "AUDITOR"
    OPERATOR = "OPERATOR"
    ANONYMOUS = "ANONYMOUS"


ROLE_LABELS = {
    Role.CITIZEN: "Warga",
    Role.VILLAGE_OFFICER: "Perangkat desa",
    Role.OPD_ADMIN: "Admin OPD",
    Role.FIELD_OFFICER: "Petugas lapangan",
    Role.COORDINATOR: "Koordinator pengaduan",
    Role.EXECUTIVE: "Pimpinan",
    Role.AUDITOR: "Pengawas",
    Role.OPERATOR: "Operator sistem",
}
ROLE_CHOICES = [(role.value, label) for role, label in ROLE_LABELS.items()]

EVERYBODY = frozenset(Role)
OFFICERS = EVERYBODY - {Role.CITIZEN, Role.ANONYMOUS}
SIGNED_IN = EVERYBODY - {Role.ANONYMOUS}
# Who works for one agency, and for one village.
OPD_ROLES = frozenset({Role.OPD_ADMIN, Role.FIELD_OFFICER, Role.COORDINATOR})
AREA_ROLES = frozenset({Role.VILLAGE_OFFICER})
# The operator changes reference data and accounts; the auditor reads them.
BACK_OFFICE_ROLES = frozenset({Role.OPERATOR, Role.AUDITOR})

# What is said when a role lacks its place, by the field that is empty.
MISSING_PLACES = {
    "opd": "Peran ini bekerja untuk satu OPD: pilih OPD-nya.",
    "area": "Peran ini bekerja untuk satu desa: pilih desanya.",
}

PUBLIC = "public"
ACCOUNT = "people.account"
ADMINISTER = "people.administer"
COLLEAGUES = "people.colleagues"


class Act(StrEnum):
    """What the journal says about accounts."""

    CREATED = "OFFICER_CREATED"
    ROLE_CHANGED = "OFFICER_ROLE_CHANGED"
    DEACTIVATED = "OFFICER_DEACTIVATED"
    REACTIVATED = "OFFICER_REACTIVATED"


# Guessing passwords: failures that are allowed in one window.
WINDOW = timedelta(minutes=15)
MOST_FROM_PLACE_FOR_ACCOUNT = 5
MOST_FROM_PLACE = 50
# Places from which the account was never opened share this one; places where it was are not touched by it.
MOST_FOR_ACCOUNT_FROM_STRANGERS = 25
FAMILIAR_FOR = timedelta(days=90)
