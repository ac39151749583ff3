"""Keyed fingerprints of service adoption: the links of mentors."""

from datetime import datetime

from django.db.models import Q

from balai.engine.data_subjects.public import IndexColumn, register_index


def _valid(at: datetime) -> Q:
    return Q(revoked_at=None, expires_at__gt=at)


def register() -> None:
    """For `apps.ready()`."""
    ends = "Tautan pembimbing habis pada tanggalnya."
    register_index(IndexColumn("service_adoption.Mentor", "token_index", fades=ends, living=_valid))
