"""Words of the pack to the one who applied."""

from datetime import datetime

from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import Application
from balai.engine.cases.public import Case
from balai.engine.notices import public as notices
from balai.engine.notices.public import Recipient
from balai.engine.packs.public import Pack

TEMPLATE = "service_message"


def tell(application: Application, pack: Pack, case: Case, message: str, *, at: datetime) -> None:
    """Write a message of the pack into the outbox, once per version of the case."""
    text = pack.messages.get(message)
    if text is None:
        return
    filled = text.id
    for name, value in application.values.items():
        filled = filled.replace("{" + name + "}", str(value))
    for recipient in recipients(application):
        notices.notify(
            event_key=f"application:{application.pk}:{case.version}:{message}",
            recipient=recipient,
            template=TEMPLATE,
            context={
                "service": pack.name.id,
                "text": filled,
                "code": case.tracking_code,
                "url": owner_url(case.tracking_code),
            },
            at=at,
            scope=f"case:{case.pk}",
        )


def recipients(application: Application) -> list[Recipient]:
    """The address that was left, and the account that filed: the village officer who brings the news, or the citizen."""
    found = []
    contact = application.contact.strip()
    if "@" in contact:
        found.append(Recipient(email=contact))
    elif contact:
        found.append(Recipient(phone=international(contact)))
    if application.filed_by_id:
        found.append(Recipient(user_id=application.filed_by_id))
    return found


def international(phone: str) -> str:
    """Digits with the country's code: `0812…` -> `62812…`."""
    digits = "".join(filter(str.isdigit, phone))
    return f"62{digits[1:]}" if digits.startswith("0") else digits
