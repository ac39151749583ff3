"""The channel EMAIL: one connection a batch, and answers of mail servers as codes without addresses."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email

from balai.engine.notices.public import Message, SendFailed

Send = Callable[[Message], None]


class EmailChannel:
    """Sends by EMAIL_BACKEND. Only a refused recipient or a refused text (5xx) is permanent: what the
    server says of the sender or the sign-in is a fault of this installation, and is mended."""

    @contextmanager
    def session(self) -> Iterator[Send]:
        connection = get_connection()
        try:
            yield lambda message: _send(connection, message)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                connection.close()


def _send(connection: Any, message: Message) -> None:
    try:
        validate_email(message.address)
        connection.open()
        letter(message, connection).send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max((answer[0] for answer in error.recipients.values()), default=450)
        raise _answered(code) from None
    except smtplib.SMTPDataError as error:
        raise _answered(error.smtp_code) from None
    except smtplib.SMTPSenderRefused as error:
        raise SendFailed(f"SENDER_{error.smtp_code}", is_away=True) from None
    except smtplib.SMTPResponseException as error:
        raise SendFailed(f"SMTP_{error.smtp_code}", is_away=True) from None
    except (OSError, smtplib.SMTPException) as error:
        # A connection half used is not used again.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
        raise SendFailed(type(error).__name__, is_away=True) from None
    except (ValidationError, ValueError):
        raise SendFailed("ADDRESS_MALFORMED", is_permanent=True) from None


def _answered(code: int) -> SendFailed:
    return SendFailed(f"SMTP_{code}", is_permanent=500 <= code < 600)


def letter(message: Message, connection: Any = None) -> EmailMessage:
    """The e-mail with its headers: one Message-ID for all tries, and the one-click stop of RFC 8058."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{message.reference}@{host}>", "Auto-Submitted": "auto-generated"}
    body = message.body
    if message.stop_url:
        headers["List-Unsubscribe"] = f"<{message.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        body = f"{body}\n\n-- \nTidak ingin menerima surel seperti ini lagi? {message.stop_url}\n"
    return EmailMessage(message.subject, body, to=[message.address], headers=headers, connection=connection)
