"""Looking at full numbers of a person is an act of the office."""

from datetime import datetime

from django.db import transaction

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Application
from balai.domains.public_services.queries import of_case
from balai.domains.public_services.terms import NUMBERS_SHOWN
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden


@transaction.atomic
def show_numbers(*, application_id: int, by: Actor, at: datetime) -> Application:
    """The application, for a page that shows NIK, family card, phone and account in clear; journaled.

    Raises NotFound CASE_UNKNOWN; Forbidden NOT_YOURS.
    """
    application = of_case(application_id, by)
    if not permissions.serves(by):
        raise Forbidden("NOT_YOURS", "Nomor lengkap hanya dibuka oleh petugas yang melayani.")
    journal.append(code=NUMBERS_SHOWN, subject=("case", application_id), by=by, at=at)
    return application
