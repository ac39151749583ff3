"""What the room does after somebody acted: words are told, waiting lists are served when a budget grew."""

from balai.domains.public_services import tasks
from balai.domains.public_services.actions.telling import tell
from balai.domains.public_services.models import Application
from balai.engine.journal.public import Entry

SERVING = "public_services.serving"
TELLING = "public_services.telling"


def serve_when_budgets_grow(entries: list[Entry]) -> None:
    """Follower of the ledger: have the waiting lists served, once per batch of postings, if anybody waits."""
    if Application.objects.filter(queued_at__isnull=False).exists():
        tasks.serve_waiting_lists.enqueue()


def tell_of_moves(entries: list[Entry]) -> None:
    """Follower of steps: what the pack wants the applicant to be told."""
    tell(entries)
