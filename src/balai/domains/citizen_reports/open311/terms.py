"""Words and limits of GeoReport v2, and how ours translate."""

from balai.domains.citizen_reports.rules import answers
from balai.engine.cases.public import Act, State

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
# Names our edition of the interface; changes whenever an answer changes its shape.
CHANGESET = "2026-01-01T00:00:00Z"
XML, JSON = "xml", "json"
CONTENT_TYPES = {XML: "text/xml", JSON: "application/json"}
MOST_ROWS = 1000
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
    Act.CONTESTED: "open",
    Act.LAPSED: "closed",
    Act.CLOSED: "no_further_action",
    Act.WITHDRAWN: "closed",
    Act.REMARKED: "unchanged",
}
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
