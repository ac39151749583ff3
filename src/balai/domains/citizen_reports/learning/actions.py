"""Acts on what is learned: train a new version, let one propose, go back to the key words."""

from datetime import datetime

from django.db import transaction

from balai.domains.citizen_reports.learning.cases import decided_reports
from balai.domains.citizen_reports.learning.training import train
from balai.domains.citizen_reports.models import LearnedChoice, LearnedRouting
from balai.domains.citizen_reports.proposals import forget_model
from balai.domains.citizen_reports.reference import reference
from balai.engine.journal import public as journal
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound

TRAINED, CHOSEN = "ROUTING_TRAINED", "ROUTING_CHOSEN"


def train_routing(*, by: Actor, at: datetime) -> LearnedRouting:
    """Learn from the decided reports; the new version waits to be chosen. Raises Refused LIBRARY_MISSING, TOO_FEW_CASES."""
    found = train(decided_reports(), reference().keywords)
    model = found.model
    weights = {
        "categories": list(model.categories),
        "bias": list(model.bias),
        "weights": {word: dict(row) for word, row in model.weights.items()},
    }
    with transaction.atomic():
        row = LearnedRouting.objects.create(
            trained_at=at, by_id=by.user_id, examples=found.examples, figures=found.figures, weights=weights,
            agencies=found.agencies,
        )  # fmt: skip
        journal.append(code=TRAINED, subject=("learned_routing", row.pk), by=by, at=at)
    return row


@transaction.atomic
def choose_routing(*, version: int | None, by: Actor, at: datetime) -> LearnedChoice:
    """Let a version propose from now on; None: the region's key words alone. Raises Forbidden; NotFound VERSION_UNKNOWN."""
    if by.is_officer and by.role != Role.COORDINATOR:
        raise Forbidden("NOT_YOURS", "Hanya koordinator yang memilih hasil belajar yang dipakai.")
    row = LearnedRouting.objects.filter(pk=version).only("pk").first() if version else None
    if version and row is None:
        raise NotFound("VERSION_UNKNOWN", "Versi itu tidak ada. Pilih dari daftar.", field="version")
    choice = LearnedChoice.objects.create(learned=row, at=at, by_id=by.user_id)
    journal.append(
        code=CHOSEN,
        subject=("learned_routing", row.pk if row else 0),
        by=by,
        at=at,
        data={"choice": choice.pk},
    )
    transaction.on_commit(forget_model)
    return choice
