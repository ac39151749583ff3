"""Every night the root of the journal goes by e-mail to those who keep copies: newspapers, universities, anybody.

Their addresses are the region's parameter `journal.witnesses`. Whoever wants to change the past would have to change
their letters too.
"""

from datetime import date, datetime

from balai.engine.journal import public as journal
from balai.engine.notices.actions.writing import Draft, notify_many
from balai.engine.notices.recipients import Recipient
from balai.engine.parameters import public as parameters

WITNESSES = "journal.witnesses"


def tell_witnesses(*, day: date, at: datetime) -> int:
    """Write a letter to each witness with the root of `day`, once; returns how many were written. None: no root yet."""
    root = journal.latest_root()
    if root is None or root.date != day:
        return 0
    context = {"line": journal.line_of(root), "day": root.date}
    drafts = [
        Draft(f"root:{day.isoformat()}", Recipient(email=address), "journal_root", context, at=at)
        for address in parameters.value(WITNESSES, on=day, default=[])
    ]
    notify_many(drafts, at=at)
    return len(drafts)
