"""Keyed fingerprints of evaluation: the links of respondents."""

from datetime import datetime

from django.db.models import Q

from balai.engine.data_subjects.public import IndexColumn, register_index


def _asked(at: datetime) -> Q:
    return Q(draw__closed_at=None, outcome="WAITING")


def register() -> None:
    """For `apps.ready()`."""
    ends = "Tautan survei habis saat dijawab atau surveinya ditutup."
    register_index(IndexColumn("evaluation.Respondent", "token_key", fades=ends, living=_asked))
