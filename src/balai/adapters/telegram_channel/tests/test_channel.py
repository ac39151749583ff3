"""The client against the fake Bot API, and updates as they are published."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.telegram_channel.client import TelegramChannel
from balai.adapters.telegram_channel.fake import TOKEN, FakeTelegram
from balai.adapters.telegram_channel.mapping import batch_of
from balai.engine.conversations.public import MediaAway, MediaGone, Parcel
from balai.engine.notices.public import SendFailed

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
# From "Testing your bot with updates" of Telegram's guide to webhooks, with invented people.
PUBLISHED = {
    "update_id": 10000,
    "message": {
        "date": 1441645532,
        "chat": {"last_name": "Contoh", "id": 1111111, "type": "private", "first_name": "Wati"},
        "message_id": 1365,
        "from": {"last_name": "Contoh", "id": 1111111, "first_name": "Wati", "is_bot": False},
        "text": "/start",
    },
}


def one(**message):
    return batch_of({**PUBLISHED, "message": {**PUBLISHED["message"], **message}}, now=NOW).arrivals[0]


def test_a_published_update() -> None:
    found = one()
    assert (found.provider_id, found.sender, found.sequence, found.text) == (
        "update:10000",
        "1111111",
        10000,
        "start",
    )
    assert found.sent_at == datetime(2015, 9, 7, 17, 5, 32, tzinfo=UTC)


def test_photos_places_and_captions() -> None:
    sizes = [
        {"file_id": "kecil", "width": 90, "height": 60},
        {"file_id": "besar", "width": 900, "height": 600},
    ]
    found = one(photo=sizes, caption="Rusak", text=None)
    assert ([media.reference for media in found.media], found.text) == (["besar"], "Rusak")
    assert one(document={"file_id": "d", "mime_type": "image/png"}).media[0].reference == "d"
    assert one(document={"file_id": "d", "mime_type": "application/pdf"}).media == ()
    place = one(location={"latitude": -6.9, "longitude": 109.7})
    assert (place.latitude, place.longitude) == (-6.9, 109.7)


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "edited_message": PUBLISHED["message"]},
        {"update_id": 1, "message": {**PUBLISHED["message"], "chat": {"id": -5, "type": "group"}}},
        {"update_id": 1, "my_chat_member": {}},
        {"update_id": 1, "message": {**PUBLISHED["message"], "from": {"id": 1, "is_bot": True}}},
    ],
)
def test_what_is_not_for_us(update) -> None:
    assert batch_of(update, now=NOW).arrivals == ()


@pytest.mark.parametrize(
    "broken", [[], {}, {"update_id": "x"}, {"update_id": 1, "message": {"chat": {"type": "private"}}}]
)
def test_what_is_no_update(broken) -> None:
    with pytest.raises((KeyError, ValueError, TypeError, AttributeError)):
        batch_of(broken, now=NOW)


@pytest.fixture(scope="module")
def shared():
    with FakeTelegram().running() as running:
        yield running


@pytest.fixture
def bot(shared):
    shared.sent.clear()
    shared.broken = None
    return shared


def send(bot, **more) -> str:
    parcel = Parcel("r1", more.pop("address", "1111111"), "Halo", **more)
    with TelegramChannel(TOKEN, base=bot.address).session() as deliver:
        return deliver(parcel)


def test_what_is_sent(bot) -> None:
    assert send(bot, choices=(("KIRIM", "Kirim"),), answers="callback:q1") == "1"
    assert bot.answered == ["q1"]
    assert bot.sent[0]["reply_markup"] == {"inline_keyboard": [[{"text": "Kirim", "callback_data": "KIRIM"}]]}
    send(bot, asks_place=True)
    assert bot.sent[1]["reply_markup"]["keyboard"][0][0]["request_location"] is True


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ((403, {"ok": False, "error_code": 403}), ("TELEGRAM_403", True, False)),
        ((400, {"ok": False, "error_code": 400}), ("TELEGRAM_400", True, False)),
        ((429, {"ok": False, "parameters": {"retry_after": 5}}), ("TELEGRAM_429", False, True)),
        ((401, {"ok": False}), ("TELEGRAM_401", False, True)),
        ((502, {}), ("TELEGRAM_502", False, True)),
    ],
)
def test_what_fails(broken, expected, bot) -> None:
    bot.broken = broken
    with pytest.raises(SendFailed) as caught:
        send(bot)
    assert (caught.value.code, caught.value.is_permanent, caught.value.is_away) == expected


def test_photos_are_fetched(bot) -> None:
    channel = TelegramChannel(TOKEN, base=bot.address)
    name = bot.photo(b"gambar")[-1]["file_id"]
    assert channel.fetch(name) == b"gambar"
    with pytest.raises(MediaGone):
        channel.fetch("tidak-ada")
    bot.broken = (500, {})
    with pytest.raises(MediaAway):
        channel.fetch(name)
    with pytest.raises(MediaAway):
        TelegramChannel(TOKEN, base="http://127.0.0.1:9").fetch(name)


def test_a_key_that_is_none_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured):
        TelegramChannel("bukan kunci")
