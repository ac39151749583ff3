"""Background work of the gate."""

from django.utils import timezone
from django_tasks import task

from balai.engine.gate.actions.sweeping import sweep


@task
def sweep_gate() -> int:
    """Forget used puzzles and old traces."""
    return sweep(at=timezone.now())
