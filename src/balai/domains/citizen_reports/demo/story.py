"""The planner: which reports there were and what was done with them. Pure: no database, no clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from balai.domains.citizen_reports.demo.arcs import ARCS, Course
from balai.domains.citizen_reports.demo.rhythm import RAINY, Rhythm, chosen, rhythm, spread
from balai.domains.citizen_reports.demo.texts import ReportText, Texts
from balai.foundation.workdays import WorkCalendar

_IDENTITIES = {"HIDDEN": 42, "OPEN": 32, "ANONYMOUS": 26}
_CHANNELS = {"WEB": 74, "DESK": 13, "API": 7, "OPEN311": 6}
_WITH_PHOTO = 0.78
_WITH_POINT = 0.75
# The towns report more.
_BUSY = {"33.25.11": 9, "33.25.02": 3, "33.25.08": 3, "33.25.07": 2, "33.25.09": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A desa or kelurahan and a point in it."""

    code: str
    name: str
    kecamatan: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Step:
    """One act: when, which, with which coded choice (a reason, a rating) and with how many photos."""

    at: datetime
    act: str
    choice: str = ""
    photos: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """A report and its life up to now."""

    number: int
    at: datetime
    arc: str
    source: ReportText
    place: Place
    text: str
    landmark: str
    identity: str
    channel: str
    name: str
    email: str
    phone: str
    by_account: bool
    has_point: bool
    photos: int
    steps: tuple[Step, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Setting:
    """What the planner has to know of the region. `holder(text, area code)` is the code of the agency that
    the rules name, or "" when the coordinator has to decide."""

    texts: Texts
    places: Sequence[Place]
    calendar: WorkCalendar
    holder: Callable[[ReportText, str], str]


def plan(setting: Setting, *, reports: int, days: int, seed: int, until: datetime) -> list[Story]:
    """The stories in the order of filing. Every moment lies before `until`; steps only ever go forward."""
    rng = Random(seed)
    beat = rhythm(until=until, days=days, rng=rng)
    arcs = spread(reports, {name: arc.weight for name, arc in ARCS.items()}, rng)
    stories = [
        _story(setting, beat, number, arc, Random(f"{seed}:{number}")) for number, arc in enumerate(arcs)
    ]
    return sorted(stories, key=lambda story: story.at)


def _story(setting: Setting, beat: Rhythm, number: int, arc: str, rng: Random) -> Story:
    oldest, newest = ARCS[arc].age
    at = beat.moment(rng, oldest=min(beat.days, oldest), newest=newest)
    confidential = number % 25 == 3
    source = _source(setting.texts, arc, rng, is_rainy=beat.is_rainy(at), confidential=confidential)
    place = _place(setting.places, source, number, rng)
    identity = "CONFIDENTIAL" if confidential else chosen(rng, _IDENTITIES)
    by_account = not confidential and number % 24 == 5
    if by_account:
        identity = "OPEN"
    holder = setting.holder(source, place.code)
    return Story(
        number=number,
        at=at,
        arc=arc,
        source=source,
        place=place,
        text=_worded(setting.texts, source, place, rng),
        landmark=source.landmark or setting.texts.said("landmarks", rng, desa=place.name),
        identity=identity,
        channel="WEB" if by_account or confidential else chosen(rng, _CHANNELS),
        **_contact(setting.texts, identity, number, rng),
        by_account=by_account,
        has_point=rng.random() < _WITH_POINT,
        photos=_photo_count(source, rng),
        steps=_steps(setting, beat, arc, source, holder, at, rng),
    )


def _source(texts: Texts, arc: str, rng: Random, *, is_rainy: bool, confidential: bool) -> ReportText:
    if confidential:
        return rng.choice(texts.confidential)
    wanted = [row for row in texts.reports if ARCS[arc].fits(row)]
    rainy = [row for row in wanted if row.category in RAINY]
    return rng.choice(rainy if is_rainy and rainy and rng.random() < 0.6 else wanted)


def _place(places: Sequence[Place], source: ReportText, number: int, rng: Random) -> Place:
    """Where it is: bound by the text, or each kecamatan in turn, or more where more people live."""
    if source.areas:
        wanted = [
            place
            for place in places
            if f"{place.code}.".startswith(tuple(f"{code}." for code in source.areas))
        ]
        return rng.choice(wanted or list(places))
    districts = sorted({place.code[:8] for place in places})
    district = districts[number % len(districts)]
    if rng.random() > 0.45:
        district = rng.choices(districts, [_BUSY.get(code, 1) for code in districts])[0]
    return rng.choice([place for place in places if place.code.startswith(f"{district}.")])


def _worded(texts: Texts, source: ReportText, place: Place, rng: Random) -> str:
    body = source.text.format(desa=place.name, kec=place.kecamatan)
    return f"{rng.choice(texts.words['openings'])}{body}{rng.choice(texts.words['endings'])}"


def _contact(texts: Texts, identity: str, number: int, rng: Random) -> dict[str, str]:
    """Name and addresses that are nobody's."""
    citizens = texts.people["citizens"]
    name = f"{rng.choice(citizens['first'])} {rng.choice(citizens['last'])}"
    return {
        "name": "" if identity == "ANONYMOUS" else name,
        "email": f"warga.contoh{number}@demo.balai.invalid" if rng.random() < 0.6 else "",
        "phone": "0812-0000-0000" if rng.random() < 0.35 else "",
    }


def _photo_count(source: ReportText, rng: Random) -> int:
    has_photo = source.subject and rng.random() < _WITH_PHOTO
    return rng.choices((1, 2, 3), (70, 22, 8))[0] if has_photo else 0


def _steps(
    setting: Setting, beat: Rhythm, arc: str, source: ReportText, holder: str, at: datetime, rng: Random
) -> tuple[Step, ...]:
    pace = setting.texts.people["pace"].get(holder, 1.0)
    course = Course(setting.calendar, rng, pace=pace, at=at, has_proof=bool(source.subject))
    if not holder:
        if arc == "AWAITING":
            return ()
        course.decide()
    ARCS[arc].play(course)
    last = beat.until - timedelta(minutes=1)
    steps = []
    for moment, act, choice, photos in course.steps:
        if moment >= last:
            break
        steps.append(Step(moment, act, choice, photos))
    return tuple(steps)
