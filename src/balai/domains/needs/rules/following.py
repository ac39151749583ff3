"""What became of a need, and what may become of it."""

from balai.domains.needs.terms import Moderation, Standing


def standing(*, moderation: str, is_weighed: bool, is_declined: bool, has_programme: bool) -> Standing:
    """A programme answers a need also where it was declined before; what nobody may read has no other standing."""
    if moderation != Moderation.SHOWN:
        return Standing(moderation)
    if has_programme:
        return Standing.ANSWERED
    if is_declined:
        return Standing.DECLINED
    return Standing.WEIGHED if is_weighed else Standing.NEW
