"""Background work of documents."""

from django.utils import timezone
from django_tasks import task

from balai.engine.documents.actions.covers import look_at_photos as look
from balai.engine.documents.actions.pieces import sweep_uploads
from balai.engine.documents.actions.sweeping import sweep_orphans, sweep_unattached


@task
def look_at_photos() -> int:
    """Cover what the detector proposes on new photos, where one is installed."""
    return look(at=timezone.now())


@task
def sweep_documents() -> int:
    """Delete documents that nothing came to refer to, files that a crash left without a row, and files that never came whole."""
    now = timezone.now()
    return sweep_unattached(at=now) + sweep_orphans(at=now) + sweep_uploads(at=now)
