"""What messages say of people."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.apps import apps

from balai.engine.data_subjects.public import (
    Destroyer,
    Fact,
    Holding,
    IndexColumn,
    Person,
    Record,
    register_destroyer,
    register_holding,
    register_index,
)
from balai.engine.notices.models import Notice
from balai.engine.notices.recipients import keys_of, written
from balai.engine.notices.terms import ChannelCode
from balai.foundation.actor import Actor
from balai.kits.crypto import EncryptedTextField

KIND = "notices.Notice"
_ADDRESSES = ("email", "phone", "contact", "address")


def find(who: Person) -> Iterable[int]:
    names: list[str] = []
    if who.email:
        names += keys_of(channel=ChannelCode.EMAIL, user_id=None, address=who.email)
    if who.phone:
        names += keys_of(channel=ChannelCode.PHONE, user_id=None, address=who.phone)
    if who.user_id:
        names.append(f"user:{who.user_id}")
    return Notice.objects.filter(recipient_key__in=names).order_by("-pk").values_list("pk", flat=True)[:500]


def show(rows: Iterable[int]) -> Iterator[Record]:
    for row in Notice.objects.filter(pk__in=rows).order_by("pk"):
        facts = [Fact("Alamat", row.address), Fact("Pokok", row.subject), Fact("Isi", row.body)]
        yield Record(KIND, row.pk, "Pesan kepada Anda", row.at, facts)


def erase(row_id: int, by: Actor, at: datetime) -> None:
    """The words and the address go; that a message was sent stays."""
    _blank([row_id], at)


def _blank(rows: Iterable[int], at: datetime) -> None:
    Notice.objects.filter(pk__in=rows).update(address="", subject="", body="", url="")


def _delete(rows: Iterable[int], at: datetime) -> None:
    Notice.objects.filter(pk__in=rows).delete()


def read_long_ago(before: datetime) -> Iterable[int]:
    """Rows of inboxes; messages that went out are blanked by `notices.forget`."""
    rows = Notice.objects.filter(channel=ChannelCode.INBOX, read_at__lt=before)
    return rows.order_by("pk").values_list("pk", flat=True)


def _text(row: Notice) -> str | None:
    return written(channel=row.channel, address=row.address)[1] if row.address else None


def known_addresses() -> Iterator[str]:
    """Every address and phone that the house holds: what somebody may have stopped messages to."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField) and field.name in _ADDRESSES:
                texts = model._default_manager.values_list(field.name, flat=True).iterator(chunk_size=500)
                yield from (text for text in texts if text)


def _mails() -> Iterator[str]:
    yield from (text.strip().lower() for text in known_addresses() if "@" in text)


def _phones() -> Iterator[str]:
    yield from (written(channel=ChannelCode.PHONE, address=text)[1] for text in known_addresses())


def register() -> None:
    """For `apps.ready()`."""
    register_holding(Holding(KIND, "NEWS", "Pesan", find, show, erase=erase))
    register_destroyer(
        Destroyer(KIND, "NEWS", "Pemberitahuan yang sudah dibaca", "DESTROY", read_long_ago, _delete)
    )
    sent = "Pesan yang isinya sudah dikosongkan hanya menjaga agar tidak terkirim dua kali."
    stop = "Berhenti berlangganan dari alamat yang tidak kami simpan lagi tidak berakibat apa-apa."
    register_index(
        IndexColumn(KIND, "recipient_key", _text, prefix="mail:", fades=sent),
        IndexColumn(KIND, "recipient_key", _text, prefix="phone:", fades=sent),
        IndexColumn("notices.OptOut", "recipient_key", prefix="mail:", texts=_mails, fades=stop),
        IndexColumn("notices.OptOut", "recipient_key", prefix="phone:", texts=_phones, fades=stop),
    )
