"""The courses that a report may take, from the quick repair to the one that nobody answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from balai.domains.citizen_reports.demo.rhythm import citizen_moment, office_moment
from balai.domains.citizen_reports.demo.texts import ReportText
from balai.foundation.workdays import WorkCalendar


class Course:
    """Steps one after another. Office gaps are office hours times the agency's pace, citizens' are plain hours."""

    def __init__(
        self, calendar: WorkCalendar, rng: Random, *, pace: float, at: datetime, has_proof: bool
    ) -> None:
        self.calendar, self.rng, self.pace, self.now, self.has_proof = calendar, rng, pace, at, has_proof
        self.steps: list[tuple[datetime, str, str, int]] = []

    def office(
        self, act: str, low: float, high: float, choice: str = "", photos: int = 0, *, paced: bool = True
    ) -> None:
        hours = self.rng.uniform(low, high) * (self.pace if paced else 1)
        self.now = office_moment(self.calendar, self.now, hours, self.rng)
        self.steps.append((self.now, act, choice, photos))

    def citizen(self, act: str, low: float, high: float, choice: str = "") -> None:
        self.now = citizen_moment(self.now, self.rng.uniform(low, high), self.rng)
        self.steps.append((self.now, act, choice, 0))

    def maybe(self, share: float, act: str, low: float, high: float) -> None:
        if self.rng.random() < share:
            self.office(act, low, high)

    def accept(self, low: float = 0.5, high: float = 7) -> None:
        self.office("ACCEPT", low, high)
        self.maybe(0.45, "ASSIGN", 0.1, 2)
        self.maybe(0.3, "REMARK", 0.1, 3)

    def decide(self) -> None:
        self.office("DECIDE", 0.5, 6, paced=False)

    def refuse(self, low: float = 1, high: float = 8) -> None:
        self.office(
            "REFUSE",
            low,
            high,
            self.rng.choice(("OTHER_AGENCY", "OTHER_AGENCY", "OTHER_AGENCY", "VILLAGE_AUTHORITY")),
        )

    def work(self, low: float = 8, high: float = 55) -> None:
        """Answer, then the proof; where nothing can be photographed the answer is all."""
        if not self.has_proof:
            self.office("ANSWER", 4, 20)
            return
        self.office("REPLY", 2, 18)
        self.maybe(0.15, "TELL", 1, 6)
        self.office("SOLVE", low, high, photos=self.rng.choice((1, 1, 1, 2)))

    def confirm(self) -> None:
        self.citizen("CONFIRM", 1, 60, self.rng.choices(("5", "4", "3", ""), (45, 30, 10, 15))[0])


def _confirmed(course: Course) -> None:
    course.accept()
    course.work()
    course.confirm()


def _silent(course: Course) -> None:
    course.accept()
    course.work()


def _answered(course: Course) -> None:
    course.accept()
    course.office("ANSWER", 2, 22)
    if course.rng.random() < 0.4:
        course.confirm()


def _contested(course: Course) -> None:
    course.accept()
    course.work(6, 30)
    course.citizen("CONTEST", 2, 40)
    course.maybe(0.5, "REMARK", 0.5, 4)
    if course.rng.random() < 0.8:
        course.office("AGAIN", 6, 40, photos=1)
        if course.rng.random() < 0.65:
            course.confirm()


def _passed_on(course: Course) -> None:
    course.refuse()
    _confirmed(course) if course.rng.random() < 0.6 else _silent(course)


def _two_hops(course: Course) -> None:
    for _ in range(3):
        course.refuse(1, 6)
    course.decide()
    _confirmed(course) if course.rng.random() < 0.5 else _silent(course)


def _awaiting(course: Course) -> None:
    course.pace = 1
    for _ in range(3):
        course.refuse(0.4, 1.6)


def _paused(course: Course) -> None:
    course.accept()
    course.office("PAUSE", 1, 10, course.rng.choice(("WAITING_FOR_MATERIAL", "BAD_WEATHER")))
    course.office("RESUME", 8, 30, paced=False)
    course.work()
    if course.rng.random() < 0.6:
        course.confirm()


def _held(course: Course) -> None:
    course.pace = 1
    course.accept(0.3, 2)
    course.maybe(0.5, "REPLY", 0.5, 3)
    course.office(
        "PAUSE", 0.5, 3, course.rng.choice(("WAITING_FOR_MATERIAL", "WAITING_FOR_REPORTER", "OTHER_LEVEL"))
    )


def _closed(course: Course) -> None:
    course.accept()
    course.office(
        "CLOSE", 6, 30, course.rng.choice(("NOT_FOUND", "OUTSIDE_AUTHORITY", "UNCLEAR", "NO_BUDGET"))
    )


def _withdrawn(course: Course) -> None:
    if course.rng.random() < 0.5:
        course.accept()
    course.citizen("WITHDRAW", 2, 30)


def _neglected(course: Course) -> None:
    """Nobody answers: reminders and escalations follow by themselves."""
    if course.rng.random() < 0.4:
        course.accept(10, 30)


def _late(course: Course) -> None:
    course.accept(16, 40)
    course.office("REPLY" if course.has_proof else "ANSWER", 26, 70, paced=False)
    if course.has_proof:
        course.office("SOLVE", 20, 90, photos=1)
    if course.rng.random() < 0.4:
        course.confirm()


@dataclass(frozen=True, slots=True)
class Arc:
    """How often, how many days ago it begins (oldest, newest), for which texts, and how it goes."""

    weight: float
    age: tuple[float, float]
    play: Callable[[Course], None]
    fits: Callable[[ReportText], bool]


def _complaint(row: ReportText) -> bool:
    return row.report_type == "COMPLAINT" and row.category != "LAIN01"


def _question(row: ReportText) -> bool:
    return row.report_type != "COMPLAINT"


def _photographed(row: ReportText) -> bool:
    return _complaint(row) and bool(row.subject)


ARCS: dict[str, Arc] = {
    "CONFIRMED": Arc(25, (60, 0.05), _confirmed, _complaint),
    "SILENT": Arc(24, (60, 0.05), _silent, _complaint),
    "ANSWERED": Arc(13, (60, 0.5), _answered, _question),
    "CONTESTED": Arc(9, (60, 3), _contested, _photographed),
    "PASSED_ON": Arc(7, (60, 1), _passed_on, _complaint),
    "TWO_HOPS": Arc(3.5, (60, 6), _two_hops, _complaint),
    "AWAITING": Arc(1.6, (6, 2), _awaiting, _complaint),
    "UNSORTED": Arc(1.6, (60, 0.02), _silent, lambda row: row.category == "LAIN01"),
    "PAUSED": Arc(4, (60, 5), _paused, _photographed),
    "HELD": Arc(2.6, (6, 2), _held, _photographed),
    "CLOSED": Arc(4, (60, 4), _closed, _complaint),
    "WITHDRAWN": Arc(2, (60, 2), _withdrawn, _complaint),
    "NEGLECTED": Arc(2.4, (25, 1.5), _neglected, _complaint),
    "LATE": Arc(7, (60, 4), _late, _complaint),
}
