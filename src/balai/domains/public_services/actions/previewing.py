"""A letter before it is signed: typeset as it would be, and nothing is kept of it."""

from datetime import datetime

from django.db import transaction

from balai.domains.public_services import permissions
from balai.domains.public_services.actions import letters
from balai.domains.public_services.queries import moves_open, of_case
from balai.domains.public_services.rules.flows import effect_of
from balai.engine.documents import public as documents
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound


def preview_letter(*, application_id: int, by: Actor, at: datetime) -> bytes:
    """The PDF that `by` is about to sign: the draft that waits already, else one composed and taken back at once, so
    that its number stays free. Raises NotFound CASE_UNKNOWN, LETTER_UNKNOWN, Forbidden NOT_YOURS, and what `letters.issue` raises.
    """
    with transaction.atomic():
        application = of_case(application_id, by)
        if not permissions.serves(by):  # a letter is the person's data in clear
            raise Forbidden("NOT_YOURS", "Konsep surat hanya dibuka oleh petugas yang melayani.")
        waiting = letters.unsigned(application)
        if waiting:
            return documents.draft_pdf(documents.letter(waiting[0]))
        code = next(
            (effect_of(one, "ISSUE") for one in moves_open(application, by, at) if effect_of(one, "ISSUE")),
            "",
        )
        if not code:
            raise NotFound("LETTER_UNKNOWN", "Tidak ada surat yang menunggu tanda tangan Anda di sini.")
        pack = packs.pack_of(application.pack_version_id)
        number = letters.issue(application, pack, application.case, code, by=by, at=at)
        pdf = documents.draft_pdf(documents.letter(number))
        transaction.set_rollback(True)
    return pdf
