"""The dialogue as a table of steps: what was told so far, one message, and what follows. Pure: no clock, no tables.

Text, place and photos may come in any order and in any message. What is missing is asked for, one thing at a time; the
category is proposed and can be changed; nothing is filed without a yes to the summary.
"""

import re
from collections.abc import Callable

from balai.domains.citizen_reports.dialogue.terms import REACTABLE, SHORTEST_TEXT, Do, Said, Step, Wish
from balai.domains.citizen_reports.dialogue.told import Deed, Message, Outcome, Say, Told, World
from balai.domains.citizen_reports.dialogue.understanding import Understood, understand
from balai.domains.citizen_reports.rules.addresses import match_place, places_named

MOST_CHOICES = 9
TRIES_FOR_PLACE = 2
_SPEAKS_OF_PLACE = re.compile(r"\b(?:desa|ds|kelurahan|kel|kecamatan|kec)\b", re.IGNORECASE)
# Words by which a place is described.
_LANDMARK = re.compile(
    r"\b(?:depan|dekat|samping|belakang|sebelah|seberang|antara|jl|jln|gang|gg|rt|rw|dusun|dukuh|km|pasar|sekolah|sd|masjid"
    r"|jembatan|timur|barat|utara|selatan|ngarep|cedhak|mburi|near|behind|opposite|in front)\b",
    re.IGNORECASE,
)


def hear(told: Told, message: Message, world: World) -> Outcome:
    """What is said and done about one message; `told` is changed."""
    understood = understand(message.text)
    if message.is_late and told.filed and told.step == Step.IDLE and message.text and not understood.wish:
        # It was written before the yes and overtaken by it: it belongs to that report.
        return [], Deed(Do.ADD, case_id=told.filed, text=message.text)
    says = _take_things(told, message, world)
    answer = _ALWAYS.get(understood.wish) if understood.wish else None
    if answer is not None:
        outcome = answer(told, message, understood, world)
        if outcome is not None:
            return [*says, *outcome[0]], outcome[1]
    more, deed = _STEPS[Step(told.step)](told, message, understood, world)
    return [*says, *more], deed


def _take_things(told: Told, message: Message, world: World) -> list[Say]:
    """Position and photos count at every step."""
    says = []
    if message.latitude is not None and message.longitude is not None:
        area, advice = world.locate(message.latitude, message.longitude)
        if area:
            told.latitude, told.longitude, told.area = message.latitude, message.longitude, area
            told.no_place, told.choices = False, []
            told.key = told.key or message.number
        else:
            says.append(Say(Said.OUTSIDE, {"advice": advice}))
    if message.photos:
        told.photos = [*told.photos, *message.photos][: world.most_photos]
        told.key = told.key or message.number
    return says


# What is understood at every step.


def _help(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    return [Say(Said.HELP), *([] if told.step == Step.IDLE else next_question(told, world))], None


def _cancel(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    was_empty = told.step == Step.IDLE and told.is_empty
    told.start_over()
    return [Say(Said.NOTHING_TO_CANCEL if was_empty else Said.CANCELLED)], None


def _status(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.code or (world.own and message.is_sure):
        return [], Deed(Do.STATUS, code=understood.code)
    return [Say(Said.NO_REPORTS)], None


def _add(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if len(understood.rest) < 3:
        return [Say(Said.ADD_HOW)], None
    return [], Deed(Do.ADD, code=understood.code, text=understood.rest)


def _confidential(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    first = told.key or message.number
    told.start_over()
    return [Say(Said.CONFIDENTIAL)], Deed(Do.FORGET, first=first)


def _person(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    return [Say(Said.PERSON)], Deed(Do.CALL_PERSON)


def _language(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    more = [Say(Said.GREETING)] if told.step == Step.IDLE else next_question(told, world)
    return [Say(Said.LANGUAGE), *more], None


def _solved(told: Told, message: Message, understood: Understood, world: World) -> Outcome | None:
    if understood.code:
        return [], Deed(Do.CONFIRM, code=understood.code)
    return _react(told, message, world, is_solved=True) if told.step == Step.IDLE else None


def _unsolved(told: Told, message: Message, understood: Understood, world: World) -> Outcome | None:
    if understood.code:
        return [], Deed(Do.CONTEST, code=understood.code, text=understood.rest)
    return _react(told, message, world, is_solved=False) if told.step == Step.IDLE else None


_ALWAYS: dict[Wish, Callable[[Told, Message, Understood, World], Outcome | None]] = {
    Wish.HELP: _help,
    Wish.CANCEL: _cancel,
    Wish.STATUS: _status,
    Wish.ADD: _add,
    Wish.CONFIDENTIAL: _confidential,
    Wish.PERSON: _person,
    Wish.ENGLISH: _language,
    Wish.INDONESIAN: _language,
    Wish.SOLVED: _solved,
    Wish.UNSOLVED: _unsolved,
}


def _react(told: Told, message: Message, world: World, *, is_solved: bool) -> Outcome:
    """The reporter says whether it is solved; which report is meant is asked when there are several."""
    waiting = [own for own in world.own if own.state in REACTABLE]
    if not waiting:
        return [Say(Said.NOTHING_TO_CONFIRM)], None
    if not message.is_sure:
        return [Say(Said.NEED_CODE)], None
    if len(waiting) == 1:
        return _reacted(told, waiting[0].case_id, is_solved)
    told.step, told.choices = (
        Step.WHICH,
        [f"{int(is_solved)}:{own.case_id}" for own in waiting[:MOST_CHOICES]],
    )
    labels = tuple(f"{own.number} {own.title}".strip() for own in waiting[:MOST_CHOICES])
    return [Say(Said.WHICH, choices=labels)], None


def _reacted(told: Told, case_id: int, is_solved: bool) -> Outcome:
    told.choices = []
    if is_solved:
        told.step = Step.IDLE
        return [], Deed(Do.CONFIRM, case_id=case_id)
    told.step, told.case_id = Step.WHY, case_id
    return [Say(Said.ASK_WHY)], None


# What is understood step by step.


def _idle(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish is Wish.NUMBER and understood.number in {1, 2}:
        return _react(told, message, world, is_solved=understood.number == 1)
    if understood.wish is Wish.YES and told.filed:
        return [Say(Said.ALREADY_FILED)], None
    if understood.wish is Wish.REPORT:
        return next_question(told, world), None
    if understood.wish is not None or (not message.text and told.is_empty):
        return ([Say(Said.GREETING)] if told.is_empty else next_question(told, world)), None
    return _told_text(told, message, understood, world)


def _told_text(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    """Words that simply tell: they are the report, or are added to it."""
    if understood.wish is None and message.text:
        told.text = f"{told.text}\n{message.text}".strip()[: world.longest]
        told.key = told.key or message.number
        if len(told.text) < SHORTEST_TEXT:
            told.step = Step.TEXT
            return [Say(Said.TEXT_SHORT)], None
    return next_question(told, world), None


def _place(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish in {Wish.SKIP, Wish.NO}:
        told.no_place = True
    elif understood.wish is None and message.text:
        found = _named(message.text, told.area, world)
        if not found and len(message.text.split()) > 2 and not _LANDMARK.search(message.text):
            # Somebody went on telling before the question was read.
            told.text = f"{told.text}\n{message.text}"[: world.longest]
        elif _beyond_names(message.text, found, world):
            told.landmark = told.landmark or message.text.replace("\n", " ")[:200]
        if len(found) > 1:
            return _offer_places(told, found, world), None
        if found:
            told.area = found[0]
        told.place_tries += 1
        told.no_place = not told.area and told.place_tries >= TRIES_FOR_PLACE
    return next_question(told, world), None


def _named(text: str, kecamatan: str, world: World) -> list[str]:
    """Codes of the places that a text names: one where it is clear, several where the name is borne by several."""
    candidates = [place for place in world.places if not kecamatan or place.kecamatan_code == kecamatan]
    one = match_place(text, candidates)
    if one and (kecamatan or any(place.code == one for place in candidates)):
        return [one]
    several = [place.code for place in places_named(text, candidates)]
    # One desa that bears the name of its kecamatan: the word alone says only the kecamatan.
    return several if len(several) > 1 or not one else [one]


def _beyond_names(text: str, codes: list[str], world: World) -> bool:
    """Whether a text says more of the place than its names: only that is a landmark."""
    rest = text.casefold()
    for place in world.places:
        if place.code in codes or place.kecamatan_code in codes:
            rest = rest.replace(place.name.casefold(), " ").replace(place.kecamatan_name.casefold(), " ")
    return bool(re.search(r"\w", _SPEAKS_OF_PLACE.sub(" ", rest)))


def _mentioned(text: str, world: World) -> list[str]:
    """Places that the report itself names. Many desa bear names of everyday words: unless the text says that it speaks
    of a desa or kecamatan, only one that is clear counts."""
    found = _named(text, "", world)
    is_clear = len(found) == 1 and any(place.code == found[0] for place in world.places)
    return found if is_clear or _SPEAKS_OF_PLACE.search(text) else []


def _offer_places(told: Told, codes: list[str], world: World) -> list[Say]:
    told.step, told.choices = Step.PLACE_CHOICE, codes[:MOST_CHOICES]
    by_code = {place.code: place for place in world.places}
    labels = tuple(f"{by_code[code].name}, {by_code[code].kecamatan_name}" for code in told.choices)
    return [Say(Said.CHOOSE_PLACE, choices=labels)]


def _place_choice(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish is Wish.NUMBER and 1 <= understood.number <= len(told.choices):
        told.area, told.choices = told.choices[understood.number - 1], []
        return next_question(told, world), None
    if understood.wish is None and message.text:
        told.choices = []
        return _place(told, message, understood, world)
    if told.has_place or understood.wish is Wish.SKIP:
        told.no_place = not told.has_place
        return next_question(told, world), None
    return [Say(Said.CHOOSE_AGAIN, {"most": len(told.choices)})], None


def _photo(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish in {Wish.SKIP, Wish.NO, Wish.YES}:
        told.wants_photo = understood.wish is Wish.YES
    return _told_text(told, message, understood, world)


def _category_choice(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish is Wish.NUMBER and 1 <= understood.number <= len(told.choices):
        told.category, told.choices = told.choices[understood.number - 1], []
    elif understood.wish is None and message.text:
        found = list(world.propose(message.text))
        if not found:
            return [Say(Said.CHOOSE_AGAIN, {"most": len(told.choices)})], None
        told.category, told.choices = found[0], []
    return next_question(told, world), None


def _summary(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish is Wish.YES:
        return [], Deed(Do.FILE)
    if understood.wish is Wish.CATEGORY:
        codes = list(dict.fromkeys([*world.propose(told.text), *world.categories]))[:MOST_CHOICES]
        told.step, told.choices = Step.CATEGORY_CHOICE, codes
        return [Say(Said.CHOOSE_CATEGORY, choices=tuple(world.categories[code] for code in codes))], None
    if understood.wish is Wish.PLACE:
        told.latitude = told.longitude = None
        told.area, told.landmark, told.no_place, told.place_tries = "", "", False, 0
        told.step = Step.PLACE
        return [Say(Said.ASK_PLACE)], None
    return _told_text(told, message, understood, world)


def _which(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if understood.wish is Wish.NUMBER and 1 <= understood.number <= len(told.choices):
        flag, _, number = told.choices[understood.number - 1].partition(":")
        return _reacted(told, int(number), flag == "1")
    if understood.wish is None and message.text:
        told.step, told.choices = Step.IDLE, []
        return _told_text(told, message, understood, world)
    return [Say(Said.CHOOSE_AGAIN, {"most": len(told.choices)})], None


def _why(told: Told, message: Message, understood: Understood, world: World) -> Outcome:
    if len(message.text) < 3:
        return [Say(Said.ASK_WHY)], None
    case_id, told.step, told.case_id = told.case_id, Step.IDLE, 0
    return [], Deed(Do.CONTEST, case_id=case_id, text=message.text)


_STEPS: dict[Step, Callable[[Told, Message, Understood, World], Outcome]] = {
    Step.IDLE: _idle,
    Step.TEXT: _told_text,
    Step.PLACE: _place,
    Step.PLACE_CHOICE: _place_choice,
    Step.PHOTO: _photo,
    Step.CATEGORY_CHOICE: _category_choice,
    Step.SUMMARY: _summary,
    Step.WHICH: _which,
    Step.WHY: _why,
}


def next_question(told: Told, world: World) -> list[Say]:
    """The one thing that is missing, or the summary."""
    if len(told.text) < SHORTEST_TEXT:
        told.step = Step.TEXT
        return [Say(Said.ASK_TEXT)]
    if not told.has_place and told.place_tries == 0:
        found = _mentioned(told.text, world)
        if len(found) > 1:
            return _offer_places(told, found, world)
        told.area = found[0] if found else ""
    if not told.has_place:
        told.step = Step.PLACE
        return [
            Say(Said.ASK_VILLAGE, {"landmark": told.landmark}) if told.place_tries else Say(Said.ASK_PLACE)
        ]
    kecamatan = {place.kecamatan_code: place.kecamatan_name for place in world.places}
    if told.area in kecamatan and told.place_tries < TRIES_FOR_PLACE and not told.no_place:
        told.step, told.place_tries = Step.PLACE, TRIES_FOR_PLACE
        return [Say(Said.ASK_VILLAGE_OF, {"kecamatan": kecamatan[told.area]})]
    if world.takes_photos and told.wants_photo and not told.photos:
        told.step = Step.PHOTO
        return [Say(Said.ASK_PHOTO)]
    told.step = Step.SUMMARY
    return [Say(Said.SUMMARY)]
