"""Obligations of decrees as duties."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from balai.domains.masterplan.models import Obligation
from balai.domains.masterplan.terms_strategy import OBLIGATION
from balai.engine.duties.public import DutyKind
from balai.foundation.text import row_numbers


def subjects(ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Decree and article, with the address of the decree."""
    rows = Obligation.objects.filter(pk__in=row_numbers(ids)).select_related("decree")
    return {
        str(row.pk): (f"{row.decree.name}, {row.article}", reverse("masterplan:decree", args=[row.decree_id]))
        for row in rows
    }


OBLIGATION_KIND = DutyKind(code=OBLIGATION, label="Kewajiban peraturan", subject=subjects)
