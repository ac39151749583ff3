"""The receipt of a cash payment as a sheet to be signed or thumb-printed by hand, and photographed."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from balai.domains.public_services.models import Application
from balai.domains.public_services.queries.applications import filled_in
from balai.domains.public_services.rules.spelling import spelled
from balai.domains.public_services.rules.values import meant
from balai.engine.documents import public as documents
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.foundation.money import rupiah

_SOURCE = Path(__file__).parent.parent / "data" / "kuitansi.typ"


def receipt_pdf(application: Application, *, at: datetime) -> bytes:
    """The receipt (PDF/A) for the amount that was promised; about 30 ms. Holds names: for those who may see the
    application only."""
    return documents.typeset(
        source=_source(), data=receipt_data(application, at=at), title="Kuitansi", at=at, name="kuitansi"
    )


def receipt_data(application: Application, *, at: datetime) -> dict[str, Any]:
    """What the sheet says: payer, payee, amount in figures and words, what for."""
    pack = packs.pack_of(application.pack_version_id)
    answers, payee = filled_in(application), dict(pack.money.payee) if pack.money else {}
    agency = organizations.opd_by_id(application.agency_id).name if application.agency_id else ""
    amount = application.amount_rupiah or 0
    return {
        "number": f"LAYANAN-{application.pk}",
        "payer": agency,
        "payee": str(answers.get(payee.get("name", "")) or ""),
        "amount": rupiah(amount),
        "words": spelled(amount),
        "purpose": pack.name.id,
        "about": application.person_name,
        "account": str(meant(pack.money.account, application.values) or "") if pack.money else "",
        "date": timezone.localdate(at).isoformat(),
    }


@cache
def _source() -> str:
    return _SOURCE.read_text(encoding="utf-8")
