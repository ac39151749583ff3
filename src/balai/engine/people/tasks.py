"""Background work of people."""

from django_tasks import task

from balai.engine.journal.public import Entry

from .invitations import send_invitation
from .models import User


@task
def invite_officer(user_id: int) -> None:
    """Send the letter with the first link, unless the account was closed or opened meanwhile."""
    user = User.objects.filter(pk=user_id, is_active=True, last_login=None).first()
    if user is not None:
        send_invitation(user)


def invite_created(entries: list[Entry]) -> None:
    """Follower of the journal: each account that was created gets its letter."""
    for entry in entries:
        invite_officer.enqueue(int(entry.subject_id))
