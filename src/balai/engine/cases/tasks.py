"""Background work of the case engine."""

from django.utils import timezone
from django_tasks import task

from balai.engine.cases.actions.field import sweep_field_boxes
from balai.engine.cases.actions.sweeping import sweep
from balai.engine.cases.proof_tidings import remind


@task()
def sweep_deadlines() -> int:
    """Take every step that is due now; may run twice without doing anything twice."""
    return sweep(at=timezone.now())


@task()
def remind_of_proofs() -> int:
    """Tell of proofs that nobody looked at in time; each once."""
    return remind(at=timezone.now())


@task()
def sweep_field_sendings() -> int:
    """Drop what phones sent, was refused, and nobody came back to."""
    return sweep_field_boxes(at=timezone.now())
