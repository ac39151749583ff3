"""News of requests for another site: acts on public reports in a window, oldest first, page by page.

The order is what keeps a client that reads no second page from losing anything: it asks for the last two hours again and again, and
what did not fit today is among the oldest of a later window.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from balai.domains.citizen_reports.credentials import key_of
from balai.domains.citizen_reports.families import hushed
from balai.domains.citizen_reports.models import ApiKey, Report
from balai.domains.citizen_reports.models_peers import PeerOrigin, PeerUpdate
from balai.domains.citizen_reports.numbers import format_number
from balai.domains.citizen_reports.open311 import parsing
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters
from balai.domains.citizen_reports.open311.records import shown_of, words_of
from balai.domains.citizen_reports.open311.serialise import Repeated, moment
from balai.domains.citizen_reports.open311.terms import DUPLICATE, UPDATE_STATUS
from balai.engine.cases import public as cases
from balai.engine.journal import public as journal
from balai.foundation.errors import Forbidden

LONGEST_WINDOW = timedelta(days=31)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Window:
    """From and until, both ends within, in whole seconds: as the client sees them."""

    since: datetime
    until: datetime


class Told(NamedTuple):
    """An act as news of a report; `thread` is the case in whose thread it stands. In the order of telling."""

    at: datetime
    entry: int
    report: int
    thread: int


def window_of(parameters: Parameters, *, now: datetime) -> Window:
    """`start_date` to `end_date`, by default the last day, at most 31 days. Raises Invalid, Several."""
    until, since = parameters.moment("end_date") or now, parameters.moment("start_date")
    parameters.check()
    try:
        since = max(since, until - LONGEST_WINDOW) if since else until - timedelta(days=1)
        return Window(since.replace(microsecond=0), until.replace(microsecond=0) + timedelta(seconds=1))
    except OverflowError:
        raise Invalid("end_date", "di luar jangkauan.") from None


def asker(parameters: Parameters) -> ApiKey | None:
    """Whose key came along; reading needs none. Raises Forbidden API_KEY_WRONG where `own` asks for a key's own."""
    key = key_of(parameters.text("api_key"))
    if key is None and parameters.flag("own"):
        raise Forbidden("API_KEY_WRONG", "api_key: belum diisi, salah, atau sudah dicabut.")
    return key


def give(request: HttpRequest, parameters: Parameters) -> tuple[list[dict[str, Any]], bool]:
    """The rows of the page that was asked for, and whether there is a next one."""
    window, key = window_of(parameters, now=timezone.now()), asker(parameters)
    number, size = parsing.page(parameters)
    parameters.check()
    reports = Report.objects.filter(is_public=True)
    if parameters.flag("own"):
        reports = reports.filter(api_key=key)
    found = sorted(_acts(_speakers(reports, window), window, _said_by(key, window)))
    page = found[(number - 1) * size : number * size]
    return list(_rows(request, page, key)), len(found) > number * size


def _said_by(key: ApiKey | None, window: Window) -> set[tuple[int, int]]:
    """What this program said itself of a report needs no telling there; to the others of its family it is news."""
    if key is None:
        return set()
    own = PeerUpdate.objects.filter(api_key=key, entry_id__isnull=False, received_at__gte=window.since)
    return set(own.values_list("entry_id", "case_id"))


def _speakers(reports: QuerySet[Report], window: Window) -> dict[int, list[tuple[int, datetime]]]:
    """By case in whose thread something may have happened: the reports that it is news of, and since when. A report under a
    head hears what is done there from the day on which it came there."""
    found: dict[int, list[tuple[int, datetime]]] = {}
    own = reports.filter(case__updated_at__gte=window.since)
    for pk in own.values_list("pk", flat=True):
        found.setdefault(pk, []).append((pk, window.since))
    under = reports.filter(case__head__updated_at__gte=window.since)
    for pk, head, since in under.values_list("pk", "case__head_id", "case__head_since"):
        found.setdefault(head, []).append((pk, since))
    return found


def _acts(
    speakers: dict[int, list[tuple[int, datetime]]], window: Window, own: set[tuple[int, int]]
) -> Iterator[Told]:
    """Each act in the window, once for every report that it is news of."""
    ids = list(speakers)
    for start in range(0, len(ids), _CHUNK):
        entries = journal.Entry.objects.filter(
            subject_kind="case",
            subject_id__in=[str(pk) for pk in ids[start : start + _CHUNK]],
            code__in=[act.value for act in UPDATE_STATUS],
            at__gte=window.since,
            at__lt=window.until,
        )
        for entry_id, subject, at in entries.values_list("id", "subject_id", "at"):
            for case_id, since in speakers[int(subject)]:
                if at >= since and (entry_id, case_id) not in own:
                    yield Told(at, entry_id, case_id, int(subject))


def _rows(request: HttpRequest, page: list[Told], key: ApiKey | None) -> Iterator[dict[str, Any]]:
    """The acts of a page that are for everybody, in its order."""
    ids = {one.report for one in page}
    opened = dict(Report.objects.filter(pk__in=ids).values_list("pk", "created_at"))
    numbers = {pk: format_number(pk, timezone.localtime(at).year) for pk, at in opened.items()}
    theirs = _their_numbers(ids, key)
    threads = cases.threads({one.thread for one in page}, public_only=True)
    items = {item.entry_id: item for thread in threads.values() for item in thread}
    heads = {item.data["into"] for item in items.values() if item.act is cases.Act.MERGED}
    shown = shown_of(heads | {one.thread for one in page if one.thread != one.report})
    for one in page:
        item = items.get(one.entry)
        if item is None:
            continue
        if one.thread == one.report:
            status, same_as = status_after(item, threads[one.thread]), shown.get(item.data.get("into"), "")
            item = replace(item, text=same_as or item.text) if item.act is cases.Act.MERGED else item
        else:
            # News of the head: it stays a duplicate, and the words say what was done.
            status, same_as = "unchanged", shown.get(one.thread, "")
            item = item if one.thread in shown else hushed(item)
        row = _row(request, numbers[one.report], item, status)
        row |= {"duplicate_of": same_as} if same_as else {}
        yield row | ({"fixmystreet_id": theirs[one.report]} if one.report in theirs else {})


def status_after(item: cases.ThreadItem, thread: list[cases.ThreadItem]) -> str:
    """The status that an act brought; one that left its head is what it was before."""
    if item.act is not cases.Act.UNMERGED:
        return UPDATE_STATUS[item.act]
    before = [UPDATE_STATUS.get(one.act, "unchanged") for one in thread if one.entry_id < item.entry_id]
    return next(
        (word for word in reversed(before) if word not in {"unchanged", DUPLICATE}), UPDATE_STATUS[item.act]
    )


def _their_numbers(ids: set[int], key: ApiKey | None) -> dict[int, str]:
    """How the program that asks calls what it filed. FixMyStreet passes over numbers that are not in digits."""
    if key is None:
        return {}
    rows = PeerOrigin.objects.filter(api_key=key, pk__in=ids).values_list("pk", "foreign_number")
    return {pk: number for pk, number in rows if number.isascii() and number.isdecimal()}


def _row(request: HttpRequest, number: str, item: cases.ThreadItem, status: str) -> dict[str, Any]:
    photos = [request.build_absolute_uri(photo["url"]) for photo in item.photos]
    return {
        "update_id": f"{number}-{item.entry_id}",
        "service_request_id": number,
        "status": status,
        "description": words_of(item),
        "updated_datetime": moment(item.at),
        "media_url": Repeated(photos) if len(photos) > 1 else next(iter(photos), ""),
        "external_status_code": item.act.value,
    }
