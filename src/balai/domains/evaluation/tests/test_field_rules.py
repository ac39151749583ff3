"""Rules of field review as tables: reading answers, differences, the draw, Wilson's interval."""

import pytest

from balai.domains.evaluation.rules.field_forms import (
    differences,
    mean_score,
    read_answers,
    read_items,
    said_value,
)
from balai.domains.evaluation.rules.sampling import draw, response_rate, satisfied, wilson

ITEMS = read_items(
    [
        {"code": "open", "label": "Loket buka", "kind": "YES_NO", "required": True},
        {"code": "clean", "label": "Kebersihan", "kind": "SCORE", "required": True},
        {"code": "people", "label": "Antrean", "kind": "NUMBER"},
        {"code": "note", "label": "Catatan", "kind": "TEXT"},
        {"code": "front", "label": "Foto depan", "kind": "PHOTO", "required": True},
        {"code": "crowd", "label": "Keramaian", "kind": "CHOICE", "words": ["sepi", "ramai"]},
    ]
)


@pytest.mark.parametrize(
    ("code", "typed", "value"),
    [
        ("open", "YES", "YES"),
        ("open", "mungkin", None),
        ("clean", "4", 4),
        ("clean", "0", 0),
        ("clean", "5", None),
        ("clean", "²", None),
        ("people", "1.250", 1250),
        ("people", "12,5", 12.5),
        ("people", "1.25", None),
        ("people", "-3", None),
        ("people", "dua puluh", None),
        ("note", " apa adanya ", "apa adanya"),
        ("crowd", "ramai", "ramai"),
        ("crowd", "penuh", None),
    ],
)
def test_what_is_typed_becomes_a_value_or_stays_as_it_was_typed(code, typed, value):
    reading = read_answers(ITEMS, {code: typed})
    assert reading.values.get(code) == value
    assert reading.odd == ({} if value is not None else {code: typed})


def test_what_is_required_and_not_there_is_missing_also_a_photo():
    assert read_answers(ITEMS, {"clean": "2"}).missing == ("open", "front")
    assert read_answers(ITEMS, {"clean": "2", "open": "NO"}, photos={"front": 1}).missing == ()


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([{"label": "Tanpa kode", "kind": "TEXT"}], "kode"),
        ([{"code": "a", "label": "A", "kind": "DRAWING"}], "Jenis"),
        ([{"code": "a", "label": "A", "kind": "TEXT"}] * 2, "dua kali"),
        ([{"code": "a", "label": "A", "kind": "SCORE", "words": ["buruk", "baik"]}], "5 kata"),
        ([{"code": "a", "label": "A", "kind": "CHOICE", "words": ["satu"]}], "dua pilihan"),
    ],
)
def test_a_form_that_is_none_is_refused_in_words(rows, word):
    with pytest.raises(ValueError, match=word):
        read_items(rows)


def test_two_reviewers_differ_where_their_answers_do_and_texts_never_do():
    one = {"open": "YES", "clean": 3, "people": 10, "note": "bersih", "crowd": "sepi"}
    two = {"open": "YES", "clean": 1, "note": "licin", "crowd": "sepi"}
    found = differences(ITEMS, [one, two])
    assert [(row.item.code, row.values) for row in found] == [("clean", (3, 1)), ("people", (10, None))]
    assert differences(ITEMS, [one]) == []
    assert mean_score(ITEMS, [one, two]) == 2.0
    assert said_value(ITEMS[1], 3) == "3 dari 4"
    assert said_value(ITEMS[0], "NO") == "Tidak"


def test_the_draw_hangs_on_its_seed_alone():
    frame = list(range(1, 501))
    first = draw(frame, 20, seed="batang-2026")
    assert draw(reversed(frame), 20, seed="batang-2026") == first
    assert draw([*frame, *frame], 40, seed="batang-2026")[:20] == first
    assert draw(frame, 20, seed="batang-2027") != first
    assert len(set(first)) == 20
    assert sorted(draw(frame, 900, seed="x")) == frame
    assert draw(frame, -1, seed="x") == []
    # Fixed for all time: recounted by sha256("batang-2026:<id>").
    assert draw(range(1, 11), 3, seed="batang-2026") == [5, 4, 2]


def test_no_part_of_the_frame_is_drawn_more_often_than_another():
    hits = [0] * 10
    for seed in range(2000):
        for one in draw(range(100), 10, seed=str(seed)):
            hits[one // 10] += 1
    assert all(abs(count - 2000) < 200 for count in hits), hits


# Published or recounted by hand with z = 1.959964.
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (50, 100, 0.4038, 0.5962),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_wilson_agrees_with_the_table(count, n, low, high):
    share = wilson(count, n)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_nobody_gives_no_share_and_more_than_all_is_no_share():
    assert wilson(0, 0).value is None
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
    assert (satisfied([4, 3, 2, None, 1]).count, satisfied([4, 3, 2, None, 1]).n) == (2, 4)
    assert (response_rate(12, 40), response_rate(0, 0)) == (0.3, None)
