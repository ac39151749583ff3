"""Letters: composed with a number, signed by an outside service, revoked with a reason.

The outside service is called between two transactions, never inside one. A crash at any point leaves a draft that can
be signed again, or a signed file without a row, which is swept.
"""

import base64
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from balai.engine.documents import ports
from balai.engine.documents.actions.files import PreparedFile, prepare_own_pdf, store_file
from balai.engine.documents.actions.numbers import next_number
from balai.engine.documents.letter_info import letter_info, logo
from balai.engine.documents.letter_rules import letter_number, masked_name
from balai.engine.documents.letterpress.press import typeset
from balai.engine.documents.models import Letter
from balai.engine.documents.ports import Credentials, Signer
from balai.engine.documents.signatures import SignatureReport, read_signature
from balai.engine.documents.terms import LETTER_KIND, LetterState
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

# Longer than any signing service is waited for: after it the button works again.
SIGNING_LEASE = timedelta(minutes=2)


@transaction.atomic
def compose_letter(
    *,
    template: str,
    data: Mapping[str, Any],
    title: str,
    series: str,
    pattern_number: str,
    office_id: int,
    signer: Signer,
    subject: str,
    about: tuple[str, int | str],
    by: Actor,
    at: datetime,
    number_fields: Mapping[str, str] | None = None,
    replaces: int | None = None,
    paper: str = "a4",
    template_name: str = "surat",
) -> Letter:
    """Draw the next number of `series`, typeset the letter and keep it as a draft; about 30 ms.

    `template` is Typst source (see letterpress/README.md), `data` what it may use. `pattern_number` such as
    `"474.3/{number:03}/{village}/{roman_month}/{year}"` with `number_fields` for names of its own. `subject` is the
    person's name, of which only initials are kept; `about` the thing it belongs to; `replaces` the id of the revoked
    letter that this one stands for. Raises Refused TEMPLATE_BROKEN, NUMBER_PATTERN, LETTER_REPLACED.
    """
    letter = Letter(
        series=series,
        title=title,
        subject_line=masked_name(subject),
        about_kind=about[0],
        about_id=str(about[1]),
        office_id=office_id,
        issued_at=at,
        issued_by_id=by.user_id,
        replaces=_replaceable(replaces),
    )
    letter.serial = next_number(series=series, by=by, at=at)
    letter.number = letter_number(
        pattern_number, number=letter.serial, day=timezone.localdate(at), fields=number_fields
    )
    _set_draft(letter, template, data, signer, paper, template_name, at)
    letter.save(force_insert=True)
    facts = {
        "series": series,
        "serial": letter.serial,
        "office": office_id,
        "about": f"{about[0]}:{about[1]}",
    }
    if letter.replaces_id:
        facts["replaces"] = letter.replaces_id
    _write_down("LETTER_ISSUED", letter, by, at, facts)
    return letter


@transaction.atomic
def redraft_letter(
    *,
    letter_id: int,
    template: str,
    data: Mapping[str, Any],
    signer: Signer,
    by: Actor,
    at: datetime,
    paper: str = "a4",
    template_name: str = "surat",
) -> Letter:
    """Typeset a draft again under the same number and code: another signer, or a corrected word.

    Raises NotFound LETTER_UNKNOWN; Conflict LETTER_NOT_DRAFT, SIGNING_RUNNING; Refused TEMPLATE_BROKEN.
    """
    letter = _locked(letter_id)
    if not letter.is_draft:
        raise Conflict("LETTER_NOT_DRAFT", "Surat ini sudah ditandatangani atau dicabut.")
    if letter.signing_until and letter.signing_until > at:
        raise _running()
    letter.signing_until = None  # so that a press from before, however late, cannot sign the old text
    _set_draft(letter, template, data, signer, paper, template_name, at)
    letter.save()
    _write_down("LETTER_REDRAFTED", letter, by, at)
    return letter


def _set_draft(
    letter: Letter,
    template: str,
    data: Mapping[str, Any],
    signer: Signer,
    paper: str,
    template_name: str,
    at: datetime,
) -> None:
    letter.signer_name = signer.name
    letter.signer_position = signer.position
    letter.signer_on_behalf_of = signer.on_behalf_of
    statement = ports.signing().statement
    info = letter_info(letter, signer=signer, statement=statement, paper=paper, at=at)
    pdf = typeset(
        source=template,
        data=data,
        title=letter.title,
        letter=info,
        at=at,
        name=template_name,
        logo=logo(),
    )
    letter.draft = base64.b64encode(pdf).decode()


def _replaceable(letter_id: int | None) -> Letter | None:
    if letter_id is None:
        return None
    old = _locked(letter_id)
    if not old.is_revoked or Letter.objects.filter(replaces=old).exists():
        raise Refused("LETTER_REPLACED", "Surat pengganti hanya untuk surat yang dicabut dan belum diganti.")
    return old


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
    letter = _found(letter_id)
    if letter.is_signed:
        return letter
    if letter.is_revoked:
        raise Conflict("LETTER_REVOKED", "Surat ini sudah dicabut.")
    free = Q(signing_until=None) | Q(signing_until__lte=at)
    until = at + SIGNING_LEASE
    taken = Letter.objects.filter(free, pk=letter_id, state=LetterState.DRAFT).update(signing_until=until)
    letter.refresh_from_db()
    if not taken and letter.is_draft:
        raise _running()
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
        location=letter_place(letter),
        at=at,
    )
    report = read_signature(signed, roots=service.trust_roots())
    if report is None or not report.is_good:
        raise ports.SigningAway(
            "SIGNING_NONSENSE", "Layanan tanda tangan memberi jawaban yang rusak. Coba lagi nanti."
        )
    return prepare_own_pdf(data=signed, at=at), report


def letter_place(letter: Letter) -> str:
    """Where a letter is signed, as the signature names it."""
    return letter.office.area.name if letter.office.area else letter.office.short_name


@transaction.atomic(durable=True)
def _settle(letter: Letter, file: PreparedFile, report: SignatureReport, by: Actor, at: datetime) -> Letter:
    """The first signature counts: another one of the same draft is forgotten, and its file swept."""
    now = _locked(letter.pk)
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
    _write_down("LETTER_SIGNED", now, by, at, {"sha256": file.sha256, "provider": now.provider})
    return now


def draft_pdf(letter: Letter) -> bytes:
    """The PDF of a draft, as it will be signed. Raises NotFound LETTER_NO_DRAFT for any other letter."""
    if not letter.draft:
        raise NotFound("LETTER_NO_DRAFT", "Surat ini bukan konsep lagi.")
    return base64.b64decode(letter.draft)


@transaction.atomic
def revoke_letter(*, letter_id: int, reason: str, by: Actor, at: datetime) -> Letter:
    """Take a letter back; its number stays used, and the check page tells the reason to everybody.

    Works for drafts too. Twice is the same as once. Raises NotFound LETTER_UNKNOWN; Conflict SIGNING_RUNNING;
    Refused TEXT_….
    """
    reason = clean_text(reason, field="reason", label="Alasan pencabutan", minimum=10, maximum=300)
    letter = _locked(letter_id)
    if letter.is_revoked:
        return letter
    if letter.is_draft and letter.signing_until and letter.signing_until > at:
        raise _running()
    was = letter.state
    letter.state = LetterState.REVOKED
    letter.revoked_at = at
    letter.revoked_by_id = by.user_id
    letter.revoked_reason = reason
    letter.draft = ""
    letter.save()
    _write_down("LETTER_REVOKED", letter, by, at, {"was": was})
    return letter


def _found(letter_id: int) -> Letter:
    letter = Letter.objects.select_related("office__area").filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("LETTER_UNKNOWN", "Surat ini tidak ada.")
    return letter


def _locked(letter_id: int) -> Letter:
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("LETTER_UNKNOWN", "Surat ini tidak ada.")
    return letter


def _running() -> Conflict:
    return Conflict(
        "SIGNING_RUNNING", "Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman."
    )


def _write_down(
    code: str, letter: Letter, by: Actor, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    journal.append(code=code, subject=("letter", letter.pk), by=by, at=at, data=facts)
