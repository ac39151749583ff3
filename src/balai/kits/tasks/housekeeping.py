"""What the kit itself does periodically."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from .models import Job, WorkerBeat

KEEP_DONE = timedelta(hours=1)
KEEP_BEATS = timedelta(days=1)


@task(transactional=True)
def sweep_done() -> int:
    """Forget jobs that were done an hour ago; dead letters stay until somebody decides."""
    now = timezone.now()
    WorkerBeat.objects.filter(seen_at__lt=now - KEEP_BEATS).delete()
    count, _ = Job.objects.filter(status=Job.Status.DONE, finished_at__lt=now - KEEP_DONE).delete()
    return count
