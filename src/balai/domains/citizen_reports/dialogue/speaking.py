"""Where the dialogue meets the house: the machine is asked, what it wants is done, and the answers are worded.

Everything happens inside the transaction of the turn, so a report is filed, remembered and answered once or not at all.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext, gettext_noop, override

from balai.domains.citizen_reports.actions.filing import Draft, check, file_report
from balai.domains.citizen_reports.actions.remarks import add_words, contest_report
from balai.domains.citizen_reports.dialogue import machine, understanding
from balai.domains.citizen_reports.dialogue.terms import Do, Said, Step, Wish
from balai.domains.citizen_reports.dialogue.told import Deed, Message, Say, Told, World
from balai.domains.citizen_reports.dialogue.words import reply
from balai.domains.citizen_reports.dialogue.world import TIE, world_of
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.queries import tracked_report
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.engine.cases import public as cases
from balai.engine.conversations import public as conversations
from balai.engine.conversations.public import Conversation, Heard, Reply
from balai.engine.documents.public import Document
from balai.engine.gate import public as gate
from balai.engine.organizations import public as organizations
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import normalize_tracking_code
from balai.foundation.text import shorten
from balai.kits.http.throttle import throttle_name
from balai.kits.ui.words import said_refusal

PROMISE = gettext_noop(" Dijanjikan jawaban paling lambat {date}.")
WHERE_UNKNOWN = gettext_noop("belum diketahui")
OTHER_CATEGORY = gettext_noop("dipilihkan dari isinya")


def converse(
    *, conversation: Conversation, heard: Heard, memory: dict[str, Any], at: datetime
) -> list[Reply]:
    """The dialogue that the conversations are bound to: changes `memory` and the language, returns what is said."""
    told = Told(**memory)
    _choose_language(conversation, told, heard)
    with override(conversation.language):
        replies = list(_replies(conversation, told, heard, at))
    memory.clear()
    memory.update(told.put_down())
    return replies


def _choose_language(conversation: Conversation, told: Told, heard: Heard) -> None:
    wish = understanding.understand(heard.text).wish
    if wish in {Wish.ENGLISH, Wish.INDONESIAN}:
        conversation.language = "en" if wish is Wish.ENGLISH else "id"
    elif told.step == Step.IDLE and told.is_empty and conversation.turn <= 1:
        conversation.language = "en" if understanding.is_english(heard.text) else conversation.language


def _replies(conversation: Conversation, told: Told, heard: Heard, at: datetime) -> Iterator[Reply]:
    world = world_of(conversation)
    message = Message(
        number=heard.number,
        text=heard.text.strip(),
        latitude=heard.latitude,
        longitude=heard.longitude,
        photos=heard.photos,
        is_late=heard.is_late,
        is_sure=heard.is_sure,
    )
    says, deed = machine.hear(told, message, world)
    if heard.masked:
        says = [Say(Said.MASKED), *says]
    if heard.lost_photos:
        says = [*says[:-1], Say(Said.PHOTO_LOST), *says[-1:]]
    for say in says:
        yield _worded(say, told, world)
    if deed is not None:
        yield from _done(conversation, told, deed, world, at)


def _worded(say: Say, told: Told, world: World) -> Reply:
    values = {"region": organizations.region().name, **say.values}
    if say.what is Said.SUMMARY:
        values |= _summed(told, world)
    if say.what is Said.CONFIDENTIAL:
        values["link"] = settings.PUBLIC_URL.rstrip("/") + reverse("citizen_reports:intake")
    return reply(say.what, values, say.choices)


def _summed(told: Told, world: World) -> dict[str, Any]:
    place = organizations.area(told.area).name if told.area else gettext(WHERE_UNKNOWN)
    kecamatan = organizations.kecamatan_of(told.area) if told.area else None
    if kecamatan and kecamatan.code != told.area:
        place = f"{place}, {kecamatan.name}"
    if told.landmark:
        place = f"{place} ({shorten(told.landmark, 60)})"
    category = world.categories.get(told.category_in(world)) or gettext(OTHER_CATEGORY)
    return {"text": told.text, "place": place, "category": category, "photos": len(told.photos)}


def _done(conversation: Conversation, told: Told, deed: Deed, world: World, at: datetime) -> Iterator[Reply]:
    """What the machine wants, or the refusal in its own words; a refused act leaves nothing behind."""
    try:
        with transaction.atomic():
            replies = list(_DEEDS[deed.do](conversation, told, deed, at))
    except Refused as refusal:
        if refusal.field == "place":
            told.latitude = told.longitude = None
            told.area, told.no_place, told.place_tries = "", False, 0
        yield reply(Said.REFUSED, {"message": said_refusal(refusal)})
        if deed.do is Do.FILE:
            yield from (_worded(say, told, world) for say in machine.next_question(told, world))
        return
    yield from replies


def _file(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    known = reference().categories
    # Without a choice the act itself goes by the words, as for everybody.
    draft = Draft(
        text=told.text,
        category_code=told.category if told.category in known else "",
        area_code=told.area,
        landmark=told.landmark,
        latitude=told.latitude,
        longitude=told.longitude,
        channel=conversation.channel,
        client_key=f"CHAT:{conversation.pk}:{told.key}",
    )
    found = Document.objects.in_bulk(told.photos)
    photos = [found[number] for number in told.photos if number in found]
    check(draft, photos, at)
    visitor = conversations.visitor_of(conversation.channel, conversation.address)
    gate.check(door="intake", visitor=visitor, at=at)
    report = file_report(draft=draft, photos=photos, by=CITIZEN, at=at)
    told.filed = report.pk
    told.start_over()
    answer = reply(Said.FILED, _values(report))
    yield Reply(answer.text, short=answer.short, about=(TIE, report.pk))


def _values(report: Report) -> dict[str, Any]:
    case = report.case
    due = timezone.localtime(case.citizen_due_at) if case.citizen_due_at else None
    is_promised = due is not None and case.citizen_stopped_at is None
    link = reverse("citizen_reports:tracked", args=[case.tracking_code])
    return {
        "number": number_of(report),
        "code": case.tracking_code,
        "state": case.state_label,
        "holder": organizations.opd_by_id(case.holder_id).short_name,
        "promise": gettext(PROMISE).format(date=formats.date_format(due, "j F")) if is_promised else "",
        "link": settings.PUBLIC_URL.rstrip("/") + link,
    }


def _status(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    if deed.code:
        yield reply(Said.STATUS, _values(_by_code(conversation, deed.code)))
        return
    numbers = conversations.subjects_of(conversation, TIE)[:3]
    rows = Report.objects.select_related("case").in_bulk(numbers)
    yield from (reply(Said.STATUS, _values(rows[number])) for number in numbers if number in rows)


def _by_code(conversation: Conversation, raw: str) -> Report:
    """The report of a code that somebody wrote. Who guesses is stopped for a while; a slip of the pen costs nothing."""
    code = normalize_tracking_code(raw)
    try:
        return tracked_report(code)
    except NotFound:
        throttle_name(f"chat-code:{conversation.pk}", limit=MOST_GUESSES, seconds=600)
        raise


def _meant(conversation: Conversation, deed: Deed) -> Report:
    if deed.code:
        return _by_code(conversation, deed.code)
    if deed.case_id:
        return Report.objects.select_related("case").get(pk=deed.case_id)
    numbers = conversations.subjects_of(conversation, TIE)
    if not numbers:
        raise NotFound("REPORT_UNKNOWN", "Tidak ada laporan dengan kode ini. Periksa lagi kodenya.")
    return Report.objects.select_related("case").get(pk=numbers[0])


def _add(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    report = _meant(conversation, deed)
    add_words(report=report, text=deed.text, by=CITIZEN, at=at)
    yield reply(Said.ADDED, _values(report))


def _confirm(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    report = _meant(conversation, deed)
    cases.confirm(case_id=report.pk, by=CITIZEN, at=at)
    yield reply(Said.CONFIRMED, _values(report))


def _contest(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    report = _meant(conversation, deed)
    if not deed.text:
        told.step, told.case_id = Step.WHY, report.pk
        yield reply(Said.ASK_WHY, {})
        return
    contest_report(report=report, text=deed.text, by=CITIZEN, at=at)
    yield reply(Said.CONTESTED, _values(report))


def _call_person(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    conversation.waiting_since = conversation.waiting_since or at
    yield from ()


def _forget(conversation: Conversation, told: Told, deed: Deed, at: datetime) -> Iterator[Reply]:
    conversations.forget_words(conversation=conversation, first=deed.first)
    yield from ()


_DEEDS: dict[Do, Callable[[Conversation, Told, Deed, datetime], Iterator[Reply]]] = {
    Do.FILE: _file,
    Do.STATUS: _status,
    Do.ADD: _add,
    Do.CONFIRM: _confirm,
    Do.CONTEST: _contest,
    Do.CALL_PERSON: _call_person,
    Do.FORGET: _forget,
}
