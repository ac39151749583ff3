"""How money leaves: the ways the region allows, and the one that fits what was filled in."""

from collections.abc import Mapping
from typing import Any

from balai.domains.public_services.rules.values import listed
from balai.domains.public_services.terms import CASH, TRANSFER, VIRTUAL_ACCOUNT
from balai.engine.packs.public import Pack

# The question by which a family chooses.
CHANNEL_FIELD = "payout_channel"


def channels_of(pack: Pack, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The ways in which this service pays here; none for a service without money."""
    return listed(pack.money.channels, values) if pack.money else ()


def channel_at_filing(pack: Pack, answers: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The way to begin with: the one that was asked for, else to an account where one was given, else the first that
    the region allows; "" for a service without money."""
    allowed = channels_of(pack, values)
    if not allowed or pack.money is None:
        return ""
    wanted = answers.get(pack.money.payee.get("channel", CHANNEL_FIELD))
    has_account = bool(answers.get(pack.money.payee.get("account", "")))
    usual = (TRANSFER, VIRTUAL_ACCOUNT) if has_account else (CASH, VIRTUAL_ACCOUNT)
    return next((code for code in (wanted, *usual) if code in allowed), allowed[0])


def is_in_batches(channel: str) -> bool:
    """Whether money goes through a file for the bank."""
    return channel in {TRANSFER, VIRTUAL_ACCOUNT}
