"""The client against the fake Graph API, and webhooks as Meta publishes them."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.whatsapp_channel.client import Account, WhatsappChannel
from balai.adapters.whatsapp_channel.fake import PHONE_ID, TOKEN, FakeWhatsapp, webhook
from balai.adapters.whatsapp_channel.mapping import batch_of, message_of
from balai.engine.conversations.public import MediaAway, MediaGone, Parcel, Receipt
from balai.engine.notices.public import SendFailed

NUMBER = "16505551234"


def read(*messages, **more):
    return batch_of(json.loads(webhook(*messages, **more)), phone_id=PHONE_ID)


def message(kind: str, content) -> dict:
    # The envelope of "Webhooks payload examples" in Meta's documentation.
    return {"from": NUMBER, "id": "wamid.HBgL", "timestamp": "1603059201", "type": kind, kind: content}


def test_a_text() -> None:
    (found,) = read(message("text", {"body": "Hello this is an answer"})).arrivals
    assert (found.provider_id, found.sender, found.text) == ("wamid.HBgL", NUMBER, "Hello this is an answer")
    assert found.sent_at == datetime(2020, 10, 18, 22, 13, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "content", "text", "media", "place"),
    [
        ("image", {"id": "11", "mime_type": "image/jpeg", "caption": "Rusak"}, "Rusak", ["11"], None),
        ("document", {"id": "12", "mime_type": "image/png", "filename": "a.png"}, "", ["12"], None),
        ("document", {"id": "13", "mime_type": "application/pdf"}, "", [], None),
        ("audio", {"id": "14", "mime_type": "audio/ogg", "voice": True}, "", [], None),
        ("location", {"latitude": -6.9, "longitude": 109.7, "name": "Pasar"}, "", [], (-6.9, 109.7)),
        (
            "interactive",
            {"type": "button_reply", "button_reply": {"id": "KIRIM", "title": "Kirim"}},
            "KIRIM",
            [],
            None,
        ),
        ("interactive", {"type": "list_reply", "list_reply": {"id": "2", "title": "x"}}, "2", [], None),
        ("button", {"text": "Berhenti", "payload": "STOP"}, "STOP", [], None),
    ],
)
def test_kinds_of_messages(kind, content, text, media, place) -> None:
    (found,) = read(message(kind, content)).arrivals
    assert (found.text, [one.reference for one in found.media]) == (text, media)
    assert (found.latitude, found.longitude) == (place or (None, None))


def test_what_tells_nothing_and_what_is_anothers() -> None:
    assert read(message("reaction", {"message_id": "x", "emoji": "👍"})).arrivals == ()
    other = json.loads(webhook(message("text", {"body": "x"})))
    assert batch_of(other, phone_id="999").arrivals == ()
    with pytest.raises(ValueError):
        batch_of({"object": "page", "entry": []}, phone_id=PHONE_ID)


def test_news_of_what_was_sent() -> None:
    failed = {"id": "w", "status": "failed", "timestamp": "1", "errors": [{"code": 131026, "title": "x"}]}
    read_ = {"id": "v", "status": "read", "timestamp": "1", "recipient_id": NUMBER}
    assert read(statuses=(failed, read_)).receipts == (
        Receipt("w", "FAILED", "WHATSAPP_131026"),
        Receipt("v", "READ"),
    )


def outgoing(**more):
    return message_of(Parcel("r1", NUMBER, more.pop("text", "Halo"), **more), template="kabar", language="id")


def test_what_is_sent_fits_what_whatsapp_takes() -> None:
    assert outgoing(answers="wamid.1")["context"] == {"message_id": "wamid.1"}
    assert outgoing()["text"] == {"preview_url": False, "body": "Halo"}
    buttons = outgoing(choices=(("1", "Ya"), ("2", "Tidak")))["interactive"]
    assert (buttons["type"], len(buttons["action"]["buttons"])) == ("button", 2)
    rows = outgoing(choices=tuple((str(number), "Desa " + "x" * 30) for number in range(9)))["interactive"]
    assert rows["type"] == "list"
    assert all(len(row["title"]) <= 24 for row in rows["action"]["sections"][0]["rows"])
    assert outgoing(asks_place=True)["interactive"]["type"] == "location_request_message"
    assert outgoing(text="x" * 2000, choices=(("1", "Ya"),))["type"] == "text"
    late = outgoing(text="baris satu\nbaris   dua", is_late=True)["template"]
    assert late["components"][0]["parameters"] == [{"type": "text", "text": "baris satu baris dua"}]


@pytest.fixture(scope="module")
def shared():
    with FakeWhatsapp().running() as running:
        yield running


@pytest.fixture
def phone(shared):
    shared.sent.clear()
    shared.broken = None
    return shared


def channel(phone, **more) -> WhatsappChannel:
    return WhatsappChannel(Account(**{"phone_id": PHONE_ID, "token": TOKEN, "base": phone.address, **more}))


def send(phone, parcel: Parcel | None = None, **more) -> str:
    with channel(phone, **more).session() as deliver:
        return deliver(parcel or Parcel("r1", NUMBER, "Halo"))


def test_a_message_leaves_with_our_own_name(phone) -> None:
    assert send(phone) == "wamid.keluar1"
    assert phone.sent[0]["biz_opaque_callback_data"] == "r1"


def error(code: int, status: int = 400) -> tuple:
    return status, {"error": {"message": "x", "code": code}}


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (error(131047), ("WHATSAPP_131047", True, False)),
        (error(131026), ("WHATSAPP_131026", True, False)),
        (error(130429, 429), ("WHATSAPP_130429", False, True)),
        (error(190, 401), ("WHATSAPP_190", False, True)),
        ((500, {}), ("WHATSAPP_500", False, True)),
    ],
)
def test_what_fails(broken, expected, phone) -> None:
    phone.broken = broken
    with pytest.raises(SendFailed) as caught:
        send(phone)
    assert (caught.value.code, caught.value.is_permanent, caught.value.is_away) == expected


def test_without_a_template_nobody_is_written_to_late(phone) -> None:
    with pytest.raises(SendFailed) as caught:
        send(phone, Parcel("r1", NUMBER, "Halo", is_late=True))
    assert (caught.value.code, caught.value.is_permanent) == ("WINDOW_CLOSED", True)
    assert phone.sent == []


def test_photos_are_fetched_from_meta_only(phone) -> None:
    phone.media["77"] = b"gambar"
    assert channel(phone).fetch("77") == b"gambar"
    for name in ("78", "../x"):
        with pytest.raises(MediaGone):
            channel(phone).fetch(name)
    ours = channel(phone)
    assert ours._is_trusted("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1")
    real = WhatsappChannel(Account(PHONE_ID, TOKEN))
    for url in (
        "http://lookaside.fbsbx.com/x",
        "https://fbsbx.com.contoh.example/x",
        "http://127.0.0.1/x",
        "https://10.0.0.1/",
    ):
        assert not real._is_trusted(url)
    phone.broken = error(190, 401)
    with pytest.raises(MediaAway):
        ours.fetch("77")


def test_half_a_setting_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured):
        WhatsappChannel(Account("", TOKEN))
    assert TOKEN not in repr(Account(PHONE_ID, TOKEN))
