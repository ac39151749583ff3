"""All twenty-five cells of the matrix of Permenpan RB 5/2020 as the region's file has them, and what a matrix must be."""

import pytest
from django.conf import settings

from balai.domains.risks.rules.appetite import bound, must_treat
from balai.domains.risks.rules.matrix import Matrix
from balai.domains.risks.terms import OPTIONS
from balai.engine.organizations.public import read_yaml

BODY = read_yaml(settings.REGIONS_DIR / "national" / "risks" / "permenpan-rb-5-2020.yaml")
MATRIX = Matrix.read(BODY)
# likelihood, impact, value, level: the published table, cell by cell.
CELLS = [
    (1, 1, 1, "VERY_LOW"), (1, 2, 3, "VERY_LOW"), (1, 3, 5, "VERY_LOW"), (1, 4, 8, "LOW"), (1, 5, 20, "HIGH"),
    (2, 1, 2, "VERY_LOW"), (2, 2, 7, "LOW"), (2, 3, 11, "MEDIUM"), (2, 4, 13, "MEDIUM"), (2, 5, 21, "VERY_HIGH"),
    (3, 1, 4, "VERY_LOW"), (3, 2, 10, "LOW"), (3, 3, 14, "MEDIUM"), (3, 4, 17, "HIGH"), (3, 5, 22, "VERY_HIGH"),
    (4, 1, 6, "LOW"), (4, 2, 12, "MEDIUM"), (4, 3, 16, "HIGH"), (4, 4, 19, "HIGH"), (4, 5, 24, "VERY_HIGH"),
    (5, 1, 9, "LOW"), (5, 2, 15, "MEDIUM"), (5, 3, 18, "HIGH"), (5, 4, 23, "VERY_HIGH"), (5, 5, 25, "VERY_HIGH"),
]  # fmt: skip


def test_every_cell():
    found = [(k, d, value := MATRIX.value(k, d), MATRIX.level(value).code) for k, d, *_rest in CELLS]
    assert found == CELLS
    assert sorted(value for _k, _d, value, _level in found) == list(range(1, 26))


def test_it_is_no_product():
    assert MATRIX.value(2, 5) == 21
    assert sum(value == k * d for k, d, value, _level in CELLS) == 3


@pytest.mark.parametrize(("k", "d"), [(0, 1), (1, 0), (6, 1), (1, 6)])
def test_outside_of_the_table_is_nothing(k, d):
    with pytest.raises(ValueError, match="1 to 5"):
        MATRIX.value(k, d)


def test_the_file_has_all_categories_areas_and_five_options_of_each_sign():
    assert (len(BODY["categories"]), len(BODY["areas"])) == (16, 7)
    assert {sign.value: len(options) for sign, options in OPTIONS.items()} == {"NEGATIVE": 5, "POSITIVE": 5}


OTHER = [[1, 2, 3, 4, 7], [2, 4, 6, 8, 12], [3, 6, 9, 12, 17], [4, 8, 12, 16, 22], [7, 12, 17, 22, 25]]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"matrix": OTHER[:4]}, "five rows"),
        ({"matrix": [row[:4] for row in OTHER]}, "five rows"),
        ({"matrix": [[30, 30, 30, 30, 30]] + [[30] * 5] * 4}, "no level"),
        ({"matrix": [[5, 4, 3, 2, 1], *OTHER[1:]]}, "may not lower"),
        ({"levels": [*BODY["levels"], BODY["levels"][0]]}, "several"),
    ],
)
def test_a_matrix_that_contradicts_itself_is_none(change, fault):
    with pytest.raises(ValueError, match=fault):
        Matrix.read({**BODY, **change})


def test_another_matrix_can_stand_in_its_place():
    assert Matrix.read({**BODY, "matrix": OTHER}).value(2, 5) == 12


APPETITE = {"NEGATIVE": 16, "POSITIVE": 18, "by_category": {"SECURITY": {"NEGATIVE": 11}}}


@pytest.mark.parametrize(
    ("sign", "category", "least"),
    [
        ("NEGATIVE", "DATA", 16),
        ("POSITIVE", "DATA", 18),
        ("NEGATIVE", "SECURITY", 11),
        ("POSITIVE", "SECURITY", 18),
    ],
)
def test_appetite_by_category_and_sign(sign, category, least):
    assert bound(APPETITE, sign=sign, category=category) == least
    found = [
        must_treat(value, APPETITE, sign=sign, category=category) for value in (least - 1, least, least + 1)
    ]
    assert found == [False, True, True]
