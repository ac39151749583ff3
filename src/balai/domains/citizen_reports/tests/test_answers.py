"""Answers to a category's questions."""

import pytest

from balai.domains.citizen_reports.rules.answers import check_answers

OPTIONS = [{"code": "A", "label": "Satu"}, {"code": "B", "label": "Dua"}]


def question(kind: str, **more) -> dict:
    return {"code": "Q", "label": "Tanya", "type": kind, "options": OPTIONS, **more}


@pytest.mark.parametrize(
    ("kind", "given", "answer"),
    [
        ("text", ["  dekat sungai "], "dekat sungai"),
        ("number", ["30"], 30),
        ("number", ["2,5"], 2.5),
        ("number", ["-1e3"], -1000),
        ("choice", ["A"], "A"),
        ("multichoice", ["B", "A"], ["A", "B"]),
        ("multichoice", ["B", "B"], ["B"]),
    ],
)
def test_good_answers(kind, given, answer):
    checked = check_answers([question(kind)], {"Q": given, "ANOTHER": ["x"]})
    assert (checked.answers, checked.problems) == ({"Q": answer}, ())


@pytest.mark.parametrize(
    ("kind", "given", "code"),
    [
        ("text", ["a" * 501], "TEXT_TOO_LONG"),
        ("text", ["a\x00b"], "TEXT_UNREADABLE"),
        ("number", ["banyak"], "ANSWER_INVALID"),
        ("number", ["nan"], "ANSWER_INVALID"),
        ("number", ["inf"], "ANSWER_INVALID"),
        ("choice", ["C"], "ANSWER_INVALID"),
        ("choice", ["A", "B"], "ANSWER_INVALID"),
        ("multichoice", ["A", "C"], "ANSWER_INVALID"),
    ],
)
def test_wrong_answers(kind, given, code):
    checked = check_answers([question(kind)], {"Q": given})
    assert checked.answers == {}
    assert [(problem.code, problem.field) for problem in checked.problems] == [(code, "answers.Q")]


@pytest.mark.parametrize("given", [{}, {"Q": []}, {"Q": [" "]}])
@pytest.mark.parametrize(("required", "codes"), [(True, ["ANSWER_MISSING"]), (False, [])])
def test_empty_is_absent(given, required, codes):
    checked = check_answers([question("text", required=required)], given)
    assert [problem.code for problem in checked.problems] == codes
