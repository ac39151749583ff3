"""Tables of evaluation, by subject."""

from balai.domains.evaluation.models.assessments import Assessment, Reply, Score
from balai.domains.evaluation.models.field import (
    Appointment,
    FieldForm,
    FollowUp,
    Minutes,
    Review,
    Sheet,
    SheetPhoto,
    Site,
    Visitor,
)
from balai.domains.evaluation.models.findings import Finding, FindingPhoto
from balai.domains.evaluation.models.instruments import Edition, Instrument
from balai.domains.evaluation.models.survey import Draw, RecipientAnswer, Respondent

__all__ = [
    "Appointment",
    "Assessment",
    "Draw",
    "Edition",
    "FieldForm",
    "Finding",
    "FindingPhoto",
    "FollowUp",
    "Instrument",
    "Minutes",
    "RecipientAnswer",
    "Reply",
    "Respondent",
    "Review",
    "Score",
    "Sheet",
    "SheetPhoto",
    "Site",
    "Visitor",
]
