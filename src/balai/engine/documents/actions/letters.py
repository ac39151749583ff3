"""Letters: composed with a number, set again as long as they are drafts, revoked with a reason. Signing: `signing.py`."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.engine.documents import ports
from balai.engine.documents.actions.numbers import next_number
from balai.engine.documents.letter_info import letter_info, logo
from balai.engine.documents.letter_rules import letter_number, masked_name
from balai.engine.documents.letterpress.press import typeset
from balai.engine.documents.models import Letter
from balai.engine.documents.ports import Signer
from balai.engine.documents.terms import LetterState
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text


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
    write_down("LETTER_ISSUED", letter, by, at, facts)
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
    letter = locked_letter(letter_id)
    if not letter.is_draft:
        raise Conflict("LETTER_NOT_DRAFT", "Surat ini sudah ditandatangani atau dicabut.")
    if letter.signing_until and letter.signing_until > at:
        raise signing_running()
    letter.signing_until = None  # so that a press from before, however late, cannot sign the old text
    _set_draft(letter, template, data, signer, paper, template_name, at)
    letter.save()
    write_down("LETTER_REDRAFTED", letter, by, at)
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
    old = locked_letter(letter_id)
    if not old.is_revoked or Letter.objects.filter(replaces=old).exists():
        raise Refused("LETTER_REPLACED", "Surat pengganti hanya untuk surat yang dicabut dan belum diganti.")
    return old


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
    letter = locked_letter(letter_id)
    if letter.is_revoked:
        return letter
    if letter.is_draft and letter.signing_until and letter.signing_until > at:
        raise signing_running()
    was = letter.state
    letter.state = LetterState.REVOKED
    letter.revoked_at = at
    letter.revoked_by_id = by.user_id
    letter.revoked_reason = reason
    letter.draft = ""
    letter.save()
    write_down("LETTER_REVOKED", letter, by, at, {"was": was})
    return letter


def locked_letter(letter_id: int) -> Letter:
    """The letter, locked until the caller's transaction ends. Raises NotFound LETTER_UNKNOWN."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("LETTER_UNKNOWN", "Surat ini tidak ada.")
    return letter


def signing_running() -> Conflict:
    """The refusal of whoever comes while the outside service signs."""
    return Conflict(
        "SIGNING_RUNNING", "Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang halaman."
    )


def write_down(
    code: str, letter: Letter, by: Actor, at: datetime, facts: dict[str, Any] | None = None
) -> None:
    """One journal entry about a letter."""
    journal.append(code=code, subject=("letter", letter.pk), by=by, at=at, data=facts)
