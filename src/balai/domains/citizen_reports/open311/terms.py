"""Words and limits of GeoReport v2, and how ours translate."""

from balai.domains.citizen_reports.rules import answers
from balai.engine.cases.public import Act, State

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
# Names our edition of the interface; changes whenever an answer changes its shape.
CHANGESET = "2026-01-01T00:00:00Z"
XML, JSON = "xml", "json"
CONTENT_TYPES = {XML: "text/xml", JSON: "application/json"}
MOST_ROWS = 1000
MEDIA_URL = "media_url"  # where the answers keep addresses of photos that lie elsewhere
MOST_DAYS = 90

DATATYPES = {
    answers.TEXT: "text",
    answers.NUMBER: "number",
    answers.CHOICE: "singlevaluelist",
    answers.MULTICHOICE: "multivaluelist",
}
# What may be shown of the answers: free text may name people.
SHOWN_TYPES = frozenset({answers.NUMBER, answers.CHOICE, answers.MULTICHOICE})

# Acts as FixMyStreet's extended statuses; acts that are not here are no news for another site.
UPDATE_STATUS = {
    Act.ACCEPTED: "in_progress",
    Act.REFUSED: "internal_referral",
    Act.REFERRED: "for_triage",
    Act.DECIDED: "internal_referral",
    Act.PAUSED: "action_scheduled",
    Act.RESUMED: "in_progress",
    Act.REPLIED: "in_progress",
    Act.ANSWERED: "closed",
    Act.SOLVED: "fixed",
    Act.CONFIRMED: "fixed",
    # It is with its holder again, who works on it.
    Act.CONTESTED: "in_progress",
    Act.PROOF_REFUSED: "in_progress",
    Act.PROOF_RETAKE: "in_progress",
    Act.LAPSED: "closed",
    Act.CLOSED: "no_further_action",
    Act.WITHDRAWN: "closed",
    Act.REMARKED: "unchanged",
    Act.MERGED: "duplicate",
    # What it was before: see `giving.status_after`.
    Act.UNMERGED: "open",
}
# What FixMyStreet may say of a report (basic and extended); none of it is taken over as our state.
OUTSIDE_STATUSES = frozenset(
    {
        "OPEN", "CLOSED", "FIXED", "IN_PROGRESS", "ACTION_SCHEDULED", "PLANNED", "INVESTIGATING", "DUPLICATE",
        "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION", "INTERNAL_REFERRAL", "FOR_TRIAGE", "CANCELLED", "REOPEN",
        "UNCHANGED",
    }
)  # fmt: skip
EXTENDED_STATUS = {
    State.RECEIVED: "open",
    State.AWAITING_DECISION: "for_triage",
    State.IN_PROGRESS: "in_progress",
    State.ON_HOLD: "action_scheduled",
    State.ANSWERED: "closed",
    State.SOLVED: "fixed",
    State.CONFIRMED: "fixed",
    State.LAPSED: "closed",
    State.CLOSED: "no_further_action",
    State.WITHDRAWN: "closed",
}


# A report under a head: closed as itself, and worked on there.
DUPLICATE = "duplicate"


def extended_status(state: str, *, hops: int, is_decided: bool, is_member: bool = False) -> str:
    """The extended status of a case as it stands: the same word that its last act had among the updates."""
    if is_member:
        return DUPLICATE
    if state == State.RECEIVED and (hops or is_decided):
        return "internal_referral"
    return EXTENDED_STATUS[State(state)]
