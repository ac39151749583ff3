"""Rows of strangers: what is bent is read, what cannot be read is left out."""

from datetime import UTC, datetime

import pytest

from balai.adapters.open311_peer import mapping
from balai.domains.citizen_reports.relay.ports import Outgoing, PeerAway, Question


def rows(text: str, root: str = "service_requests") -> list[dict]:
    return mapping.rows_in(text.encode(), root)


@pytest.mark.parametrize(
    "text",
    [
        '[{"service_request_id": 7}]',
        '[{"service_request_id": 7.0}]',
        '{"service_requests": [{"service_request_id": "7"}]}',
        '{"service_requests": {"request": [{"service_request_id": "7"}]}}',
        '{"requests": [{"service_request_id": "7"}]}',
        '{"service_request_id": "7"}',
        "\ufeff<service_requests><request><service_request_id> 7 </service_request_id></request></service_requests>",
        '<r xmlns="urn:x"><service_requests><request><service_request_id>7</service_request_id></request></service_requests></r>',
    ],
)
def test_ids_are_texts_whatever_the_shape(text):
    assert [mapping.text_of(row, "service_request_id") for row in rows(text)] == ["7"]


def test_a_nested_id_is_no_id():
    (row,) = rows(
        "<service_requests><request><service_request_id><service_request_id>7</service_request_id></service_request_id></request></service_requests>"
    )
    assert mapping.text_of(row, "service_request_id") == ""


@pytest.mark.parametrize("text", ["", "<", "null?", "[", "{", "<a></b>"])
def test_nonsense_is_away(text):
    with pytest.raises(PeerAway):
        rows(text)


@pytest.mark.parametrize("text", ["<service_requests/>", "[]", "<errors/>", '[null, 3, "x"]'])
def test_nothing_is_nothing(text):
    assert rows(text) == []


def test_updates_without_what_they_need_are_left_out():
    good = {"update_id": 3, "service_request_id": 7, "updated_datetime": "2026-09-01T08:15:00+07:00"}
    assert mapping.news(good).at.isoformat() == "2026-09-01T01:15:00+00:00"
    assert mapping.news({**good, "status": "In progress"}).status == "in_progress"
    for name in good:
        assert mapping.news({**good, name: ""}) is None
    assert mapping.news({**good, "updated_datetime": "kemarin"}) is None


def test_several_photos():
    row = rows(
        "<service_request_updates><request_update><media_url>https://a.example/1.jpg</media_url><media_url>https://a.example/2.jpg</media_url><media_url>ftp://x</media_url></request_update></service_request_updates>",
        "service_request_updates",
    )[0]
    base = {"update_id": "1", "service_request_id": "7", "updated_datetime": "2026-09-01T01:15:00Z"}
    assert mapping.news({**base, **row}).photos == ("https://a.example/1.jpg", "https://a.example/2.jpg")


def test_groups_in_both_spellings():
    one = rows(
        "<services><service><service_code>1</service_code><groups><group>Jalan</group><group>Air</group></groups></service></services>",
        "services",
    )[0]
    assert mapping.offer(one).group == "Jalan"
    assert mapping.offer({"service_code": "1", "groups": ["Air"]}).group == "Air"
    assert mapping.offer({"service_name": "tanpa kode"}) is None


def test_notices_are_no_questions():
    assert mapping.question({"code": "A", "variable": "false"}) is None
    asked = mapping.question(
        {"code": "A", "variable": True, "required": True, "values": {"value": {"key": "x", "name": "X"}}}
    )
    assert (asked.is_required, asked.values) == (True, {"x": "X"})


def test_the_same_questions_are_answered_and_others_are_not():
    asked = [
        Question("DEPTH", "Sedalam apa?", True),
        Question("SIDE", "Sisi?", True, values={"LEFT": "Kiri"}),
        Question("RISK", "Bahaya?", False, values={"CAR": "Mobil", "BIKE": "Sepeda"}),
        Question("fixmystreet_id", "Nomor", False, is_automated=True),
    ]
    report = Outgoing(
        number="RKN-26-000001", service_code="1", text="Isi laporan.", url="", at=datetime.now(UTC),
        answers={"DEPTH": ["30"], "SIDE": ["TOP"], "RISK": ["CAR", "BIKE"], "fixmystreet_id": ["9"], "LAIN": ["x"]},
    )  # fmt: skip
    found = [pair for pair in mapping.filed(report, asked) if pair[0].startswith("attribute")]
    assert sorted(found) == [
        ("attribute[DEPTH]", "30"), ("attribute[RISK][]", "BIKE"), ("attribute[RISK][]", "CAR"),
        ("attribute[fixmystreet_id]", "RKN-26-000001"),
    ]  # fmt: skip


def test_a_long_text_keeps_its_end():
    text = "a" * 5000 + "\n\nlaporan RKN-26-000001: https://x"
    short = mapping.shortened(text)
    assert len(short) <= 4000
    assert short.endswith("laporan RKN-26-000001: https://x")
