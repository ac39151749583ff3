"""What the circumstances of a photo tell, as tables."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from balai.engine.proofs.rules import Asked, Circumstances, marks_of, weight_of, why_of
from balai.engine.proofs.stated import Shot, Stated, read_stated
from balai.engine.proofs.terms import MARK_LABELS, SUSPICIOUS_FROM, WEIGHTS, Mark, Way, Why
from balai.foundation.geo import Point

NOON = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)
minutes = lambda number: timedelta(minutes=number)  # noqa: E731
HERE = Point(-6.9, 109.7)
ASKED = Asked(True, True, NOON - minutes(10), NOON + minutes(20), NOON + minutes(20))
HONEST = Circumstances(
    way=Way.LIVE, at=NOON, taken_at=NOON - minutes(2), asked=ASKED, accuracy_m=12, place=HERE
)

TABLE = [
    ("taken in the app, here and now", {}, []),
    ("from a gallery", {"way": Way.GALLERY}, [Mark.GALLERY]),
    ("nobody asked", {"asked": None}, [Mark.CHALLENGE_UNKNOWN]),
    ("asked of somebody else", {"asked": replace(ASKED, is_ours=False)}, [Mark.CHALLENGE_OTHERS]),
    ("brought a second time", {"asked": replace(ASKED, is_fresh=False)}, [Mark.CHALLENGE_USED]),
    ("brought too late", {"at": NOON + minutes(21)}, [Mark.CHALLENGE_LATE]),
    ("taken too late", {"taken_at": NOON + minutes(25), "at": NOON + minutes(26), "asked": replace(ASKED, arrives_until=NOON + minutes(90))}, [Mark.CHALLENGE_LATE]),
    ("taken in time, arrived later from the field", {"at": NOON + minutes(80), "asked": replace(ASKED, arrives_until=NOON + minutes(90))}, []),
    ("taken before it was asked for", {"taken_at": NOON - minutes(12)}, [Mark.BEFORE_CHALLENGE]),
    ("taken as it was asked for, by a clock of seconds", {"taken_at": NOON - minutes(10.5)}, []),
    ("other bytes than the phone had", {"has_bytes": False}, [Mark.BYTES_DIFFER]),
    ("a coarse place", {"accuracy_m": 800}, [Mark.COARSE_PLACE]),
    ("the camera was elsewhere", {"camera_place": Point(-6.95, 109.7)}, [Mark.PLACES_DIFFER]),
    ("the camera was here", {"camera_place": Point(-6.901, 109.7)}, []),
    ("a clock that is an hour wrong", {"skew": minutes(60)}, [Mark.CLOCK_WRONG]),
    ("what the thing itself says", {"doubts": ["OLD", "FAR"]}, [Mark.FAR, Mark.OLD]),
    ("what the file says", {"traces": ["EDITOR"]}, [Mark.EDITOR]),
    ("what an earlier photo says", {"likeness": Mark.COPY}, [Mark.COPY]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changed", "marks"), TABLE, ids=[row[0] for row in TABLE])
def test_marks(what, changed, marks):
    assert marks_of(replace(HONEST, **changed)) == marks


WHYS = [
    ("nothing", [[]], Why.NONE),
    ("a light mark is no reason", [[Mark.COARSE_PLACE, Mark.CLOCK_WRONG]], Why.NONE),
    ("a heavy one is", [[Mark.COPY]], Why.SUSPICIOUS),
    ("light ones add up", [[Mark.EDITOR, Mark.MESSENGER]], Why.SUSPICIOUS),
    ("of two photos the worse one counts", [[], [Mark.FAR]], Why.SUSPICIOUS),
    ("two photos are not added up", [[Mark.EDITOR], [Mark.MESSENGER]], Why.NONE),
    ("from a gallery", [[Mark.GALLERY]], Why.UNPROVEN),
    ("one of them from a gallery", [[], [Mark.GALLERY]], Why.UNPROVEN),
    ("suspicious goes before unproven", [[Mark.GALLERY, Mark.FAR]], Why.SUSPICIOUS),
]


@pytest.mark.parametrize(("what", "photos", "why"), WHYS, ids=[row[0] for row in WHYS])
def test_why_somebody_must_look(what, photos, why):
    assert why_of(photos) == why


def test_every_mark_has_a_weight_and_a_sentence():
    assert set(WEIGHTS) == set(MARK_LABELS) == set(Mark)
    assert weight_of([Mark.FAR]) >= SUSPICIOUS_FROM and weight_of([Mark.COPY]) >= SUSPICIOUS_FROM


SHA = "a" * 64
SAID = f'{{"challenge": "x1", "sent_at": "2026-06-08T06:00:00+00:00", "photos": [{{"sha256": "{SHA}", "way": "LIVE", "taken_at": "2026-06-08T05:58:00+00:00", "latitude": -6.9, "longitude": 109.7, "accuracy": 9}}]}}'


def test_what_the_phone_says_is_read_by_our_clock():
    stated = read_stated(SAID, at=NOON)
    shot = stated.shots[SHA]
    assert (stated.challenge, stated.skew) == ("x1", minutes(60))
    assert (shot.way, shot.latitude, shot.longitude, shot.accuracy_m) == (Way.LIVE, -6.9, 109.7, 9)
    assert stated.moment(shot) == NOON - minutes(2)


ODD = [
    "", "{", "[]", "null", "3", '"x"', '{"photos": 3}', '{"photos": [1, null, []]}', '{"photos": [{"sha256": "short"}]}',
    '{"photos": [{"sha256": 5}]}', "x" * 9000,
]  # fmt: skip


@pytest.mark.parametrize("raw", ODD)
def test_what_is_no_statement_is_silence(raw):
    assert read_stated(raw, at=NOON).shots == {}


def test_nonsense_of_one_photo_is_silence_about_it():
    raw = f'{{"challenge": 7, "sent_at": "kemarin", "photos": [{{"sha256": "{SHA}", "way": "MAGIC", "taken_at": "2026-06-08T05:00:00", "latitude": 1e9, "longitude": "109", "accuracy": true}}]}}'
    assert read_stated(raw, at=NOON) == Stated("7", timedelta(), {SHA: Shot(Way.GALLERY)})
