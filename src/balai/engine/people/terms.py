"""Roles, and what they are called."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is for. ANONYMOUS is a visitor without one and is never stored."""

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
    Role.COORDINATOR: "Koordinator",
    Role.EXECUTIVE: "Pimpinan",
    Role.AUDITOR: "Pemeriksa",
    Role.OPERATOR: "Operator",
}
EVERYBODY = frozenset(Role)
OFFICERS = frozenset(Role) - {Role.CITIZEN, Role.ANONYMOUS}
