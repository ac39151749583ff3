"""From a mail as it came to an arrival; None for what no person wrote."""

import hashlib
import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from balai.adapters.email_inbox.marks import is_answer_to_us
from balai.adapters.email_inbox.wording import own_words, text_of_html
from balai.engine.conversations.public import Arrival, ChannelCode, Media

MOST_PHOTOS = 4
_MACHINES = re.compile(
    r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|notifications?)\b", re.IGNORECASE
)
_ANSWER = re.compile(r"^\s*(?:re|bls|balas|fw|fwd|tr)\s*:", re.IGNORECASE)
# A body that begins with a word of command stands for itself.
_COMMAND = re.compile(r"^[A-Z]{4,10}\b")


def arrival_of(raw: bytes, *, own_address: str, now: datetime) -> Arrival | None:
    """The message of a mail. Photos come along as bytes; other attachments are left out."""
    mail: EmailMessage = message_from_bytes(raw, policy=policy.default)  # type: ignore[assignment]
    sender = parseaddr(str(mail.get("From", "")))[1].strip()
    if not sender or "@" not in sender or is_by_machine(mail, sender, own_address):
        return None
    references = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    name = " ".join(str(mail.get("Message-ID", "")).split())
    return Arrival(
        channel=ChannelCode.EMAIL,
        provider_id=name or f"sha256:{hashlib.sha256(raw).hexdigest()}",
        sender=sender,
        sent_at=_moment(mail, now),
        text=_text(mail),
        media=_photos(mail),
        is_sure=is_answer_to_us(references, address=sender),
    )


def is_by_machine(mail: EmailMessage, sender: str, own_address: str) -> bool:
    """Automatic answers (RFC 3834), bounces, mailing lists, and our own mails that came back."""
    submitted = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return bool(
        submitted not in {"no", ""}
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or mail.get("List-Id")
        or mail.get("X-Autoreply")
        or mail.get("X-Autorespond")
        or str(mail.get("Return-Path", "?")).strip() == "<>"
        or mail.get_content_type() in {"multipart/report", "message/delivery-status"}
        or _MACHINES.match(sender)
        or sender.casefold() == own_address.casefold()
    )


def _moment(mail: EmailMessage, now: datetime) -> datetime:
    try:
        found = parsedate_to_datetime(str(mail.get("Date", "")))
    except (ValueError, TypeError):
        return now
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _text(mail: EmailMessage) -> str:
    """The own words; the subject goes before them where it tells something of its own."""
    body = mail.get_body(preferencelist=("plain", "html"))
    words = ""
    if body is not None:
        raw = _decoded(body)
        words = own_words(text_of_html(raw) if body.get_content_type() == "text/html" else raw)
    subject = " ".join(str(mail.get("Subject", "")).split())
    if (
        not subject
        or _ANSWER.match(subject)
        or subject.casefold() in words.casefold()
        or _COMMAND.match(words)
    ):
        return words
    return f"{subject}\n{words}".strip()


def _decoded(part: EmailMessage) -> str:
    """The text of a part; one that names a wrong alphabet is read as far as it can be."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, KeyError):
        content = part.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _photos(mail: EmailMessage) -> tuple[Media, ...]:
    """Pictures that were attached or laid into the text; small ones are logos of signatures."""
    found = []
    for part in mail.walk():
        if part.get_content_maintype() == "image":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and (part.get_filename() or len(content) > 20_000):
                found.append(Media(part.get_filename() or "foto", content))
    return tuple(found[:MOST_PHOTOS])
