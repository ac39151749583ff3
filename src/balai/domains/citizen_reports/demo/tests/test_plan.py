"""The planner, the words and the pictures: without a database."""

import itertools
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from balai.domains.citizen_reports.demo.arcs import ARCS
from balai.domains.citizen_reports.demo.people import DOMAIN, PASSWORD, demo_signins
from balai.domains.citizen_reports.demo.scenes import SUBJECTS, Gallery
from balai.domains.citizen_reports.demo.story import Place, Setting, Story, plan
from balai.domains.citizen_reports.demo.texts import ReportText, Texts, load_texts
from balai.foundation.privacy import scrub
from balai.foundation.workdays import WorkCalendar

UNTIL = datetime(2026, 3, 18, 3, 30, tzinfo=UTC).astimezone(WorkCalendar().zone)
PLACES = [
    Place(f"33.25.{kecamatan:02d}.{2000 + desa}", f"Desa {desa}", f"Kecamatan {kecamatan}", -7.0, 109.8)
    for kecamatan in range(1, 16)
    for desa in range(1, 9)
]
# What a story's last step leaves the case in; a silent answer lapses after ten working days.
LEAVES = {
    "": "RECEIVED", "ACCEPT": "IN_PROGRESS", "REPLY": "IN_PROGRESS", "RESUME": "IN_PROGRESS", "CONTEST": "IN_PROGRESS",
    "REFUSE": "RECEIVED", "DECIDE": "RECEIVED", "PAUSE": "ON_HOLD", "ANSWER": "ANSWERED", "SOLVE": "SOLVED",
    "AGAIN": "SOLVED", "CONFIRM": "CONFIRMED", "CLOSE": "CLOSED", "WITHDRAW": "WITHDRAWN",
}  # fmt: skip
QUIET = {"ASSIGN", "REMARK", "TELL"}


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


def holder(source: ReportText, area: str) -> str:
    return "" if source.category == "LAIN01" else "DPUPR"


@pytest.fixture(scope="module")
def stories(texts: Texts) -> list[Story]:
    setting = Setting(texts, PLACES, WorkCalendar(), holder)
    return plan(setting, reports=420, days=60, seed=7, until=UNTIL)


def outcome(story: Story) -> str:
    moving = [step for step in story.steps if step.act not in QUIET]
    if not moving:
        return "RECEIVED" if holder(story.source, story.place.code) else "AWAITING_DECISION"
    last = moving[-1]
    if last.act == "REFUSE" and [step.act for step in moving].count("REFUSE") == 3:
        return "AWAITING_DECISION"
    state = LEAVES[last.act]
    silent = (
        state in {"ANSWERED", "SOLVED"} and WorkCalendar().workdays_between(last.at.date(), UNTIL.date()) > 10
    )
    return "LAPSED" if silent else state


def test_every_state_is_reached(stories: list[Story]) -> None:
    reached = Counter(outcome(story) for story in stories)
    assert set(reached) == {*LEAVES.values(), "AWAITING_DECISION", "LAPSED"}
    assert reached["CONFIRMED"] > reached["CLOSED"] > 0


def test_time_only_goes_forward_and_never_beyond_now(stories: list[Story]) -> None:
    for story in stories:
        moments = [story.at, *(step.at for step in story.steps)]
        assert all(earlier < later for earlier, later in itertools.pairwise(moments))
        assert UNTIL - timedelta(days=62) < moments[0]
        assert moments[-1] < UNTIL


def test_variety(stories: list[Story], texts: Texts) -> None:
    assert len(stories) == 420
    assert {story.arc for story in stories} == set(ARCS)
    assert len({story.place.code[:8] for story in stories}) == 15
    assert {story.identity for story in stories} == {"OPEN", "HIDDEN", "ANONYMOUS", "CONFIDENTIAL"}
    assert {story.channel for story in stories} == {"WEB", "DESK", "API", "OPEN311"}
    assert {story.source.report_type for story in stories} == {"COMPLAINT", "ASPIRATION", "INFORMATION"}
    assert any(story.source.accused for story in stories)
    assert len({story.source.text for story in stories}) > 120
    with_photos = sum(1 for story in stories if story.photos)
    assert 0.45 < with_photos / len(stories) < 0.65


def test_fewer_at_night(stories: list[Story]) -> None:
    night = sum(1 for story in stories if story.at.hour < 5)
    assert 0 < night < len(stories) * 0.06


def test_the_same_seed_tells_the_same_stories(texts: Texts, stories: list[Story]) -> None:
    setting = Setting(texts, PLACES, WorkCalendar(), holder)
    assert plan(setting, reports=420, days=60, seed=7, until=UNTIL) == stories
    assert plan(setting, reports=420, days=60, seed=8, until=UNTIL) != stories


def test_few_reports_still_reach_every_course(texts: Texts) -> None:
    few = plan(Setting(texts, PLACES, WorkCalendar(), holder), reports=25, days=60, seed=1, until=UNTIL)
    assert {story.arc for story in few} == set(ARCS)


def all_words(texts: Texts) -> str:
    reports = [row.text for row in (*texts.reports, *texts.confidential)]
    return "\n".join([*reports, str(texts.words), str(texts.people)])


def test_no_digits_of_real_people(texts: Texts) -> None:
    words = all_words(texts)
    phones = {re.sub(r"\D", "", found) for found in re.findall(r"\b(?:\+?62|0)8[\d -]{6,}", words)}
    assert phones == {"081200000000"}
    # 3325 99: a kecamatan that does not exist, so no such NIK can have been given out.
    numbers = re.findall(r"\d{12,}", words.replace("081200000000", ""))
    assert numbers
    assert all(number.startswith("332599") for number in numbers)
    assert {mail.rpartition("@")[2] for mail in re.findall(r"[\w.]+@[\w.]+\w", words)} == {DOMAIN}


def test_some_texts_show_the_scrubbing(texts: Texts) -> None:
    masked = [row.text for row in texts.reports if scrub(row.text) != row.text]
    assert len(masked) >= 4


def test_texts_name_known_subjects_and_placeholders(texts: Texts) -> None:
    for row in (*texts.reports, *texts.confidential):
        assert row.subject in {*SUBJECTS, ""}
        assert "{" not in row.text.format(desa="Contoh", kec="Contoh")


def test_sign_ins_are_recognisably_invented() -> None:
    signins = demo_signins()
    assert len(signins) >= 20
    assert len({email for _, email, _ in signins}) == len(signins)
    assert all(email.endswith(f"@{DOMAIN}") and password == PASSWORD for _, email, password in signins)


@pytest.mark.slow
@pytest.mark.parametrize("subject", SUBJECTS)
def test_pictures_show_a_change_and_are_the_same_for_the_same_seed(subject: str) -> None:
    before, again, after = (
        Gallery(1).photo(subject, light=0, repaired=repaired, variant=2, stamp="contoh")
        for repaired in (False, False, True)
    )
    assert before == again
    assert before != after
    assert Image.open(BytesIO(before)).size == (800, 600)
