"""Any gateway: names of fields, templates, parts, reports."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ImproperlyConfigured

from balai.adapters.sms_channel.client import Gateway, SmsChannel
from balai.adapters.sms_channel.fake import FakeGateway
from balai.adapters.sms_channel.mapping import (
    batch_of,
    body_of,
    digits,
    moment,
    name_in,
    names_of,
    parse,
    receipts_of,
    url_of,
)
from balai.engine.conversations.public import Parcel, Receipt
from balai.engine.notices.public import SendFailed

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
OURS = names_of([])
PARCEL = Parcel("r1", "6280000000001", "Jalan “rusak” {to} & lubang", short="")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("+62 800-0000-0001", "6280000000001"),
        ("0800 0000 0001", "6280000000001"),
        ("006280000000001", "6280000000001"),
        ("abc", ""),
    ],
)
def test_numbers_are_international(raw: str, number: str) -> None:
    assert digits(raw) == number


@pytest.mark.parametrize(
    "body", [b"msisdn=0800&pesan=Jalan+rusak&mid=7", b'{"msisdn": "0800", "pesan": "Jalan rusak", "mid": 7}']
)
def test_a_gateway_with_its_own_names(body: bytes) -> None:
    names = names_of(["from=msisdn", "text=pesan", "id=mid"])
    (found,) = batch_of(parse(body), names=names, now=NOW).arrivals
    assert (found.sender, found.text, found.provider_id) == ("62800", "Jalan rusak", "7")
    with pytest.raises(ValueError):
        names_of(["dari=msisdn"])


def test_without_a_name_the_same_again_is_the_same() -> None:
    fields = {"from": "0800", "text": "Jalan rusak", "time": "2026-03-02 08:00:00"}
    one, two = (batch_of(fields, names=OURS, now=NOW).arrivals[0] for _ in range(2))
    other = batch_of({**fields, "text": "Lain"}, names=OURS, now=NOW).arrivals[0]
    assert one.provider_id == two.provider_id != other.provider_id


@pytest.mark.parametrize("broken", [{}, {"from": "x", "text": "a"}, {"from": "0800"}])
def test_what_is_no_sms(broken: dict) -> None:
    with pytest.raises((KeyError, ValueError)):
        batch_of(broken, names=OURS, now=NOW)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("2026-03-02T08:00:00+07:00", datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=7)))),
        ("2026-03-02 08:00:00", datetime(2026, 3, 2, 1, tzinfo=UTC)),
        ("1772413200", datetime.fromtimestamp(1772413200, UTC)),
        ("kemarin", NOW),
    ],
)
def test_moments(raw: str, found: datetime) -> None:
    assert moment(raw, now=NOW) == found


def test_the_words_of_people_fill_no_marks() -> None:
    body, kind = body_of('{"to": "{to}", "list": ["{text}"]}', PARCEL)
    assert kind == "application/json"
    assert body == b'{"to": "6280000000001", "list": ["Jalan \\"rusak\\" {to} & lubang"]}'
    body, kind = body_of("to={to}&text={text}&ref={reference}", PARCEL)
    assert body == b"to=6280000000001&text=Jalan+%22rusak%22+%7Bto%7D+%26+lubang&ref=r1"
    assert url_of("https://x.example/?n={to}&t={text}", PARCEL).endswith(
        "&t=Jalan%20%22rusak%22%20%7Bto%7D%20%26%20lubang"
    )


def test_reports() -> None:
    assert receipts_of({"id": "7", "status": "delivrd"}, names=OURS).receipts == (Receipt("7", "DELIVERED"),)
    assert receipts_of({"id": "7", "status": "EXPIRED"}, names=OURS).receipts == (
        Receipt("7", "FAILED", "SMS_EXPIRED"),
    )


@pytest.mark.parametrize(
    ("answer", "path", "name"),
    [
        ({"data": [{"id": 5}]}, "data.0.id", "5"),
        ({"id": "a"}, "id", "a"),
        ({"id": "a"}, "x.y", ""),
        ([], "0", ""),
    ],
)
def test_names_in_answers(answer, path: str, name: str) -> None:
    assert name_in(answer, path) == name


@pytest.mark.parametrize(
    ("broken", "expected"),
    [(None, None), ((400, b"{}"), ("SMS_400", True, False)), ((500, b""), ("SMS_500", False, True))],
)
def test_sending(broken, expected) -> None:
    with FakeGateway(broken=broken).running() as gateway, SmsChannel(gateway.settings).session() as send:
        if expected is None:
            assert send(PARCEL) == "sms-1"
            assert gateway.sent == [("6280000000001", 'Jalan "rusak" {to} & lubang', "r1")]
        else:
            with pytest.raises(SendFailed) as caught:
                send(PARCEL)
            assert (caught.value.code, caught.value.is_permanent, caught.value.is_away) == expected


@pytest.mark.parametrize(
    "gateway", [Gateway("http://sms.example/"), Gateway("https://sms.example/", body="{")]
)
def test_a_wrong_setting_stops_the_start(gateway: Gateway) -> None:
    with pytest.raises(ImproperlyConfigured):
        SmsChannel(gateway)
