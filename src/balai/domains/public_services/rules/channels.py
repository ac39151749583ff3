"""How money leaves: the ways the region allows, and the one that fits what was filled in."""

from collections.abc import Mapping
from typing import Any

from balai.domains.public_services.rules.values import listed
from balai.domains.public_services.terms import CASH, TRANSFER, VIRTUAL_ACCOUNT
from balai.engine.packs.public import Pack


def channels_of(pack: Pack, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The ways in which this service pays here; none for a service without money."""
    return listed(pack.money.channels, values) if pack.money else ()


def channel_at_filing(pack: Pack, answers: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The way to begin with: to an account where one was given, else the first that the region allows."""
    allowed = channels_of(pack, values)
    if not allowed:
        return ""
    account = pack.money.payee.get("account", "") if pack.money else ""
    if answers.get(account):
        return next((code for code in (TRANSFER, VIRTUAL_ACCOUNT) if code in allowed), allowed[0])
    return next((code for code in (CASH, VIRTUAL_ACCOUNT) if code in allowed), allowed[0])


def is_in_batches(channel: str) -> bool:
    """Whether money goes through a file for the bank."""
    return channel in {TRANSFER, VIRTUAL_ACCOUNT}
