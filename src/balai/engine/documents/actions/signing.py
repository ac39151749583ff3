"""A letter is signed by an outside service, which is called between two transactions and never inside one.

A crash at any point leaves a draft that can be signed again, or a signed file without a row, which is swept.
"""

from datetime import datetime, timedelta

from django.db import transaction

from balai.engine.documents import ports
from balai.engine.documents.actions.files import PreparedFile, prepare_own_pdf, store_file
from balai.engine.documents.actions.letters import draft_pdf, locked_letter, signing_running, write_down
from balai.engine.documents.models import Letter
from balai.engine.documents.ports import Credentials, Signer
from balai.engine.documents.signatures import SignatureReport, read_signature
from balai.engine.documents.terms import LETTER_KIND, LetterState
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict

# Longer than any signing service is waited for: after it the button works again.
SIGNING_LEASE = timedelta(minutes=2)


def sign_letter(*, letter_id: int, credentials: Credentials | None, by: Actor, at: datetime) -> Letter:
    """Have the bound service sign a draft; never inside a transaction (RuntimeError). A signed letter is returned as it is.

    Who may sign is the caller's question. Raises NotFound LETTER_UNKNOWN; Conflict SIGNING_RUNNING (somebody pressed
    a moment ago), LETTER_REVOKED; and what `ports.Signing.sign` raises, after which the draft can be signed again.
    """
    letter = _claim(letter_id, at)
    if letter.is_signed:
        return letter
    try:
        file, report = _signed_outside(letter, credentials, at)
    except BaseException:
        Letter.objects.filter(pk=letter_id, signing_until=letter.signing_until).update(signing_until=None)
        raise
    return _settle(letter, file, report, by, at)


@transaction.atomic(durable=True)
def _claim(letter_id: int, at: datetime) -> Letter:
    """The letter, with the lease to sign it taken; a letter that is signed already comes without."""
    letter = locked_letter(letter_id)
    if letter.is_signed:
        return letter
    if letter.is_revoked:
        raise Conflict("LETTER_REVOKED", "Surat ini sudah dicabut.")
    if letter.signing_until and letter.signing_until > at:
        raise signing_running()
    letter.signing_until = at + SIGNING_LEASE
    letter.save(update_fields=["signing_until"])
    return letter


def _signed_outside(
    letter: Letter, credentials: Credentials | None, at: datetime
) -> tuple[PreparedFile, SignatureReport]:
    service = ports.signing()
    signed = service.sign(
        draft_pdf(letter),
        signer=Signer(letter.signer_name, letter.signer_position, letter.signer_on_behalf_of),
        credentials=credentials,
        # Also lets the check page tell which letter a changed file once was.
        reason=f"Surat nomor {letter.number}, kode periksa {letter.check_code}",
        location=_place(letter),
        at=at,
    )
    report = read_signature(signed, roots=service.trust_roots())
    if report is None or not report.is_good:
        raise ports.SigningAway(
            "SIGNING_NONSENSE", "Layanan tanda tangan memberi jawaban yang rusak. Coba lagi nanti."
        )
    return prepare_own_pdf(data=signed, at=at), report


def _place(letter: Letter) -> str:
    """Where a letter is signed, as the signature names it."""
    return letter.office.area.name if letter.office.area else letter.office.short_name


@transaction.atomic(durable=True)
def _settle(letter: Letter, file: PreparedFile, report: SignatureReport, by: Actor, at: datetime) -> Letter:
    """The first signature counts: another one of the same draft is forgotten, and its file swept."""
    now = locked_letter(letter.pk)
    if not now.is_draft or now.signing_until != letter.signing_until:
        # Our lease ran out, and somebody else signed, redrafted or revoked meanwhile.
        if now.is_signed:
            return now
        raise Conflict("LETTER_CHANGED", "Surat ini berubah saat ditandatangani. Muat ulang halaman.")
    now.document = store_file(file=file, kind=LETTER_KIND, by=by, at=at)
    now.state = LetterState.SIGNED
    now.sha256 = file.sha256
    now.provider = ports.signing().code
    now.certificate = report.certificate
    now.signed_at = at
    now.signed_by_id = by.user_id
    now.draft = ""
    now.signing_until = None
    now.save()
    write_down("LETTER_SIGNED", now, by, at, {"sha256": file.sha256, "provider": now.provider})
    return now
