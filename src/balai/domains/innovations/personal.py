"""Keyed fingerprints of innovations: the keys of sources, and who used an application."""

from datetime import datetime

from django.db.models import Q

from balai.engine.data_subjects.public import IndexColumn, register_index


def _speaking(at: datetime) -> Q:
    return Q(is_active=True)


def register() -> None:
    """For `apps.ready()`."""
    spoken = "Kunci sumber ditulis ulang saat sumbernya mengirim lagi; yang sudah ditutup tidak perlu."
    counted = "Pemakai yang berbeda dihitung dalam satu masa; peristiwa lama tidak dibandingkan lagi."
    register_index(
        IndexColumn("innovations.UsageSource", "key_index", fades=spoken, living=_speaking),
        IndexColumn("innovations.UsageEvent", "actor", fades=counted),
    )
