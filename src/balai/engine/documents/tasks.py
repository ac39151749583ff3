"""Background work of documents."""

from django.utils import timezone
from django_tasks import task

from balai.engine.documents.actions import sweep_orphans


@task
def sweep_documents() -> int:
    """Delete files that a crash left without a row."""
    return sweep_orphans(at=timezone.now())
