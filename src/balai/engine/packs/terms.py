"""The words of packs: states of a service, journal codes, prefixes of parameters."""

from enum import StrEnum


class ServiceState(StrEnum):
    """Whether something can be filed with a service."""

    ADOPTING = "ADOPTING"
    OPEN = "OPEN"
    CLOSED = "CLOSED"


SERVICE_STATE_LABELS = {
    ServiceState.ADOPTING: "Disiapkan",
    ServiceState.OPEN: "Dibuka",
    ServiceState.CLOSED: "Ditutup",
}

PACK_INSTALLED = "PACK_INSTALLED"
SERVICE_UPGRADED = "SERVICE_UPGRADED"
SERVICE_ROLLED_BACK = "SERVICE_ROLLED_BACK"
SERVICE_OPENED = "SERVICE_OPENED"
SERVICE_CLOSED = "SERVICE_CLOSED"
SERVICE_VALUE_SET = "SERVICE_VALUE_SET"
SERVICE_USAGE_SHARED = "SERVICE_USAGE_SHARED"
PACK_KEY_TRUSTED = "PACK_KEY_TRUSTED"
PACK_KEY_WITHDRAWN = "PACK_KEY_WITHDRAWN"

VALUE_PREFIX = "services."
CLOCK_PREFIX = "cases.clock."
# How "there is none" is kept of a value that may be empty: parameters hold no null.
NOTHING = ""
REASON_LIMIT = 500
