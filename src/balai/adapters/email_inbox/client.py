"""The channel EMAIL of conversations: answers by SMTP, in the thread of the mail that they answer."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from balai.adapters.email_inbox.marks import message_id
from balai.engine.conversations.public import MediaGone, Parcel
from balai.engine.notices.public import SendFailed


class EmailConversations:
    """Sends by EMAIL_BACKEND; photos came with the mail, so there is nothing to be fetched."""

    takes_photos = True
    is_narrow = False

    @contextmanager
    def session(self) -> Iterator[Callable[[Parcel], str]]:
        connection = get_connection()

        def send(parcel: Parcel) -> str:
            letter = letter_of(parcel)
            letter.connection = connection
            try:
                letter.send()
            except smtplib.SMTPRecipientsRefused as error:
                code = max((answer[0] for answer in error.recipients.values()), default=450)
                raise SendFailed(f"SMTP_{code}", is_permanent=500 <= code < 600) from None
            except (OSError, smtplib.SMTPException) as error:
                with suppress(OSError, smtplib.SMTPException):
                    connection.close()
                raise SendFailed(type(error).__name__, is_away=True) from None
            except ValueError:
                raise SendFailed("ADDRESS_MALFORMED", is_permanent=True) from None
            return letter.extra_headers["Message-ID"]

        try:
            yield send
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()

    def fetch(self, reference: str) -> bytes:
        """There are none. Raises MediaGone."""
        raise MediaGone("EMAIL")


def letter_of(parcel: Parcel) -> EmailMessage:
    """The answer: marked as automatic, so that no machine answers it, and in its thread."""
    headers = {
        "Message-ID": message_id(reference=parcel.reference, address=parcel.address),
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    if parcel.answers.startswith("<"):
        headers["In-Reply-To"] = headers["References"] = parcel.answers
    return EmailMessage(_("Laporan Anda"), f"{parcel.text}\n", to=[parcel.address], headers=headers)
