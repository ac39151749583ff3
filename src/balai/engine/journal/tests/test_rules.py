"""The bytes and hashes that every program must come to: a change here breaks every chain that exists."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from balai.engine.journal.rules import Content, backoff, canonical, check_data, digest_of, link_hash
from balai.engine.journal.terms import GENESIS

AT = datetime(2026, 3, 17, 1, 2, 3, 4, tzinfo=UTC)
PLAIN = Content(1, "REPORT_OPENED", AT, "CITIZEN", None, None, "", "report", "41", {}, "00ff00ff00ff00ff")
FULL = PLAIN._replace(
    id=2**40, at=AT.replace(microsecond=0), by_kind="OFFICER", by_id=7, by_opd_id=3, by_role="OPD_ADMIN",
    data={"z": [1, True, None], "a": {"é": "Batang \"\n→ 🏛", "Z": -5}},
)  # fmt: skip

# The digests were computed with sha256sum from the bytes beside them.
KNOWN = [
    (
        PLAIN,
        '[1,1,"REPORT_OPENED","2026-03-17T01:02:03.000004Z","CITIZEN",null,null,"","report","41",{},"00ff00ff00ff00ff"]',
        "ada03a811b03dd6bf5bc87ca6f496d0bc572582131e40ded9d402659bf6cab21",
    ),
    (
        FULL,
        '[1,1099511627776,"REPORT_OPENED","2026-03-17T01:02:03.000000Z","OFFICER",7,3,"OPD_ADMIN","report","41",'
        '{"a":{"Z":-5,"é":"Batang \\"\\n→ 🏛"},"z":[1,true,null]},"00ff00ff00ff00ff"]',
        "436ac82238cc17cfecd234714e9bf49aa178d44e13e98140fb7ea109a07a5bc6",
    ),
]


@pytest.mark.parametrize(("content", "text", "digest"), KNOWN)
def test_an_entry_has_one_text_and_one_digest(content, text, digest):
    assert canonical(content).decode() == text
    assert digest_of(content) == digest


def test_the_same_moment_in_another_zone_is_the_same_entry():
    jakarta = timezone(timedelta(hours=7))
    assert canonical(PLAIN._replace(at=AT.astimezone(jakarta))) == canonical(PLAIN)


CHANGES = [
    {"id": 2}, {"code": "X"}, {"at": AT + timedelta(microseconds=1)}, {"by_kind": "OFFICER"}, {"by_id": 0},
    {"by_opd_id": 0}, {"by_role": "X"}, {"subject_kind": "case"}, {"subject_id": "4"}, {"data": {"a": None}}, {"salt": ""},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_every_field_counts(change):
    assert digest_of(PLAIN._replace(**change)) != digest_of(PLAIN)


def test_a_link_hash_ties_position_past_and_present():
    # printf '1|000…000|aaa…aaa' | sha256sum
    assert (
        link_hash(1, GENESIS, "a" * 64) == "e5d9a4607874c43de5ecf5a5a858bd8e9543a0d7e8b5f9999022774841a2e4d1"
    )
    assert len({link_hash(p, q * 64, d * 64) for p in (1, 2) for q in "01" for d in "ab"}) == 8


@pytest.mark.parametrize("data", [{}, {"a": [1, "x", None, True, {"b": ["ü"]}]}, {"n": 10**30}])
def test_codes_and_ids_are_welcome_as_data(data):
    check_data(data)


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 2), (2, 4), (5, 32), (11, 2048), (12, 3600), (900, 3600)]
)
def test_a_failing_follower_waits_longer_each_time(attempts, seconds):
    assert backoff(attempts) == timedelta(seconds=seconds)
