"""The right to be the only living application for somebody: taken, given back, taken again."""

import json
from collections.abc import Sequence
from datetime import datetime

from balai.domains.public_services.models import Application, UniqueHold
from balai.domains.public_services.rules.uniqueness import Claim, claims
from balai.engine.packs.public import Pack, Text
from balai.foundation.errors import Conflict
from balai.kits.crypto import blind_index, blind_indexes


class AlreadyFiled(Conflict):
    """Another application for the same person lives. `text` is the pack's sentence in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__("ALREADY_FILED", text.id or "Permohonan untuk orang yang sama sudah ada.")
        self.text = text


def hold(application: Application, wanted: Sequence[Claim]) -> None:
    """Make this application the only living one for all it claims. One INSERT decides, whoever else is at it.

    Raises AlreadyFiled ALREADY_FILED.
    """
    if not wanted:
        return
    rows = [
        UniqueHold(rule=claim.rule, key=blind_index(claim.text), application=application) for claim in wanted
    ]
    _must_be_free_by_older_keys(wanted)
    UniqueHold.objects.bulk_create(rows, ignore_conflicts=True)
    living = UniqueHold.objects.filter(application=application, freed_at=None)
    held = set(living.values_list("rule", flat=True))
    for claim in wanted:
        if claim.rule not in held:
            raise AlreadyFiled(claim.unique.message)


def _must_be_free_by_older_keys(wanted: Sequence[Claim]) -> None:
    """While keys of fingerprints are changed, the constraint does not see rows that wait to be written again."""
    for claim in wanted:
        older = blind_indexes(claim.text)[1:]
        held = UniqueHold.objects.filter(rule=claim.rule, key__in=older, freed_at=None)
        if older and held.exists():
            raise AlreadyFiled(claim.unique.message)


def hold_again(application: Application, pack: Pack) -> None:
    """Take back what was freed, for an application that comes to life again. Raises AlreadyFiled ALREADY_FILED."""
    hold(application, claims(pack, json.loads(application.answers)))


def free(application: Application, *, at: datetime) -> None:
    """Let somebody else file for the same person."""
    UniqueHold.objects.filter(application=application, freed_at=None).update(freed_at=at)


def is_held(wanted: Sequence[Claim]) -> bool:
    """Whether a living application has any of these already."""
    keys = [finger for claim in wanted for finger in blind_indexes(claim.text)]
    rules = [claim.rule for claim in wanted]
    return bool(wanted) and UniqueHold.objects.filter(rule__in=rules, key__in=keys, freed_at=None).exists()
