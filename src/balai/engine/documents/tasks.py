"""Background work of documents."""

from django.utils import timezone
from django_tasks import task

from balai.engine.documents.actions.sweeping import sweep_orphans, sweep_unattached


@task
def sweep_documents() -> int:
    """Delete documents that nothing came to refer to, and files that a crash left without a row."""
    now = timezone.now()
    return sweep_unattached(at=now) + sweep_orphans(at=now)
