"""A move that signs: the letter is typeset first, then signed outside of any transaction, then the move is done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from balai.domains.public_services.actions import letters
from balai.domains.public_services.actions.preparing import Given, prepared
from balai.domains.public_services.queries import signatory_of
from balai.domains.public_services.rules.flows import effect_of
from balai.engine.documents import public as documents
from balai.engine.documents.public import Credentials
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden


class Unsigned(Exception):
    """The move signs, and its letters are not signed yet: nothing was changed."""


def sign_first(
    application_id: int,
    move: str,
    given: Given,
    credentials: Credentials | None,
    *,
    by: Actor,
    at: datetime,
    version: int | None,
) -> None:
    """Sign every letter that the move issues or that waits for a signature; a signed one is not signed again.

    Raises what the move itself would raise, Forbidden NOT_SIGNATORY, and SIGNING_… of the signing service.
    """
    for letter_id in _to_sign(application_id, move, given, by=by, at=at, version=version):
        documents.sign_letter(letter_id=letter_id, credentials=credentials, by=by, at=at)


@transaction.atomic
def _to_sign(
    application_id: int, move: str, given: Given, *, by: Actor, at: datetime, version: int | None
) -> list[int]:
    """Ids of the letters to sign, composed now where the move issues them."""
    case, application, pack, rule = prepared(application_id, move, given, by=by, version=version)
    office = organizations.opd_by_id(case.holder_id)
    if signatory_of(by, office, on=timezone.localdate(at)) is None:
        raise Forbidden(
            "NOT_SIGNATORY",
            "Anda belum ditetapkan sebagai penanda tangan untuk {office}.",
            office=office.short_name,
        )
    code = effect_of(rule, "ISSUE")
    if code:
        letters.issue(application, pack, case, code, by=by, at=at)
    return letters.unsigned(application)
