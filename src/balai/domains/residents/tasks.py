"""Work in the background."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from balai.domains.residents.actions.uploading import forget_cells
from balai.domains.residents.actions.working import carry_out
from balai.engine.people.public import User, actor_of


@task(max_attempts=3, backoff_seconds=2)
def work_on_import(import_id: int, user_id: int) -> None:
    """Check, store or undo an import, whichever was claimed; once more is harmless."""
    by = actor_of(User.objects.get(pk=user_id))
    now = timezone.now()
    carry_out(import_id=import_id, by=by, at=now, today=timezone.localdate(now))


CELLS_ARE_KEPT = timedelta(days=30)


@task
def forget_old_cells() -> int:
    """What stood in uploaded files is not kept longer than it is needed."""
    return forget_cells(before=timezone.now() - CELLS_ARE_KEPT)
