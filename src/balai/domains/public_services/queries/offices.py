"""Who signs for an office."""

from datetime import date

from django.db.models import Q, QuerySet

from balai.domains.public_services.models import Signatory
from balai.engine.organizations.public import Opd
from balai.foundation.actor import Actor


def signatories(office_id: int) -> QuerySet[Signatory]:
    """Everybody who ever signed for an office, the present ones first."""
    rows = Signatory.objects.filter(office_id=office_id).select_related("user", "office")
    return rows.order_by("valid_to", "-valid_from", "-pk")


def signatory_of(by: Actor, office: Opd, *, on: date) -> Signatory | None:
    """In what position `by` signs for this office on that day; None when not at all."""
    if by.user_id is None:
        return None
    rows = _valid(office, on).filter(user_id=by.user_id)
    return rows.select_related("user").order_by("is_delegate", "pk").first()


def signer_now(office: Opd, *, on: date) -> Signatory | None:
    """Who signs on that day: the delegate while there is one, else the head."""
    return _valid(office, on).select_related("user").order_by("-is_delegate", "-valid_from").first()


def head_of(office: Opd, *, on: date) -> Signatory | None:
    """The head, also while a delegate signs."""
    return _valid(office, on).filter(is_delegate=False).select_related("user").first()


def _valid(office: Opd, on: date) -> QuerySet[Signatory]:
    rows = Signatory.objects.filter(office=office, valid_from__lte=on)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on))
