"""The category's own questions: are the answers of the right kind, and is none missing?

A question is `{code, label, type, required, options: [{code, label}]}` with the types text, number,
choice and multichoice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balai.foundation.errors import Refused
from balai.foundation.text import clean_text

TEXT, NUMBER, CHOICE, MULTICHOICE = "text", "number", "choice", "multichoice"
LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers by question code (text, number, option code, or list of option codes), and what is wrong."""

    answers: dict[str, str | float | list[str]]
    problems: tuple[Refused, ...]


def check_answers(questions: Sequence[Mapping], given: Mapping[str, Sequence[str]]) -> Checked:
    """`given` holds the texts that were sent for each code. Empty ones are absent; unknown codes are dropped.

    Problems: ANSWER_MISSING, ANSWER_INVALID and TEXT_…, each at field `answers.<code>`.
    """
    answers: dict[str, str | float | list[str]] = {}
    problems: list[Refused] = []
    for question in questions:
        code = question["code"]
        values = [value for value in given.get(code, ()) if value.strip()]
        try:
            if values:
                answers[code] = _CHECKS[question["type"]](question, values)
            elif question.get("required"):
                raise _refused("ANSWER_MISSING", question, "wajib dijawab.")
        except Refused as refusal:
            problems.append(refusal)
    return Checked(answers, tuple(problems))


def _refused(code: str, question: Mapping, what: str) -> Refused:
    return Refused(
        code, f"{question['label']} ({question['code']}) {what}", field=f"answers.{question['code']}"
    )


def _text(question: Mapping, values: Sequence[str]) -> str:
    return clean_text(
        values[0], field=f"answers.{question['code']}", label=question["label"], maximum=LONGEST_ANSWER
    )


def _number(question: Mapping, values: Sequence[str]) -> float:
    try:
        number = float(values[0].strip().replace(",", "."))
    except ValueError:
        number = float("nan")
    if abs(number) < 1e15:  # false for not-a-number and for what is endless
        return int(number) if number == int(number) else number
    raise _refused("ANSWER_INVALID", question, "harus berupa bilangan.")


def _choice(question: Mapping, values: Sequence[str]) -> str:
    known = [option["code"] for option in question["options"]]
    if len(values) == 1 and values[0] in known:
        return values[0]
    raise _refused("ANSWER_INVALID", question, f"harus salah satu dari: {', '.join(known)}.")


def _multichoice(question: Mapping, values: Sequence[str]) -> list[str]:
    known = [option["code"] for option in question["options"]]
    if set(values) <= set(known):
        return [code for code in known if code in values]
    raise _refused("ANSWER_INVALID", question, f"hanya boleh dari: {', '.join(known)}.")


_CHECKS = {TEXT: _text, NUMBER: _number, CHOICE: _choice, MULTICHOICE: _multichoice}
