"""Whether somebody may send now."""

from datetime import datetime

from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop

from balai.engine.gate import puzzles, rules
from balai.engine.gate.models import Ban, Trace
from balai.engine.gate.refusals import Banned, PuzzleNeeded
from balai.engine.gate.terms import DEFAULT_LIMITS, LIMITS, Kind
from balai.engine.gate.visitors import Visitor, visitor_of
from balai.engine.parameters.public import Kept, value
from balai.foundation.errors import TooOften
from balai.kits.http.once import once

SHUT_OUT = gettext_noop(
    "Kiriman dari Anda ditutup sampai {until} ({reason}). Bila keliru, ajukan banding di /banding/ dengan kode {appeal}."
)


def _in_force() -> dict[str, list[Ban]]:
    found: dict[str, list[Ban]] = {}
    for row in Ban.objects.filter(lifted_at__isnull=True, expires_at__gt=timezone.now()):
        found.setdefault(row.subject, []).append(row)
    return found


# Asked at every sending: a copy in the process, dropped whenever a ban is written.
kept: Kept[dict[str, list[Ban]]] = Kept("gate.bans", _in_force)


def watch_bans() -> None:
    """Called by `apps.ready()`."""
    kept.watch(Ban)


def ban_of(visitor: Visitor, at: datetime) -> Ban | None:
    """The ban in force that ends last, if any."""
    bans = kept.get()
    if not bans:
        return None
    found = [
        ban
        for digest in visitor.all_digests()
        for ban in bans.get(digest, ())
        if ban.created_at <= at < ban.expires_at
    ]
    return max(found, key=lambda ban: ban.expires_at, default=None)


def check(*, door: str, visitor: Visitor, at: datetime) -> None:
    """Count one sending at a door and let it pass. Raises Banned, TooOften, PuzzleNeeded.

    Counts are kept in the memory of each process, as those of `throttle`; bans and used puzzles are rows.
    """
    stop_banned(visitor, at)
    limits = {**DEFAULT_LIMITS, **(value(LIMITS, on=timezone.localdate(at), default=None) or {})}
    settings = puzzles.settings_at(at)
    limits.setdefault(Kind.BLOCK.value, [0, settings["seconds"]])
    bits = 0
    for kind, digest in visitor.digests():
        most, seconds = limits.get(kind.value, (0, 3600))
        count = _counted(f"gate:{door}:{kind}:{digest}", seconds)
        if most and count > most:
            raise TooOften(
                "TOO_OFTEN",
                "Terlalu banyak kiriman dari perangkat atau nomor Anda. Tunggu sebentar, lalu coba lagi.",
            )
        if kind is Kind.BLOCK:
            bits = rules.bits_for(count, settings=settings)
    if bits and not (
        visitor.puzzle and puzzles.accept(visitor.puzzle, door=door, block=visitor.block, at=at)
    ):
        raise PuzzleNeeded(puzzles.issue(door=door, block=visitor.block, bits=bits, at=at))


def check_request(request: HttpRequest, *, door: str, phone: str = "", at: datetime) -> Visitor:
    """The same for a request; whoever sent it is returned, for `note`. The puzzle, when one is needed, is left where the
    template `gate/_puzzle.html` finds it. Counted once for each request and door. Raises as `check`."""
    visitor = visitor_of(request, phone=phone)
    try:
        once(request, f"gate:{door}", lambda: check(door=door, visitor=visitor, at=at))
    except PuzzleNeeded as refusal:
        request.gate_puzzle = refusal.puzzle  # type: ignore[attr-defined]
        raise
    return visitor


def stop_banned(visitor: Visitor, at: datetime) -> None:
    """Raises Banned for whoever may not send for a while; counts nothing else."""
    ban = ban_of(visitor, at)
    if ban is None:
        return
    Ban.objects.filter(pk=ban.pk).update(knocks=F("knocks") + 1)
    refusal = Banned(
        "BANNED",
        SHUT_OUT,
        until=f"{timezone.localtime(ban.expires_at):%d-%m-%Y}",
        reason=ban.get_reason_display(),
        appeal=ban.code,
    )
    refusal.appeal_code = ban.code
    raise refusal


def _counted(name: str, seconds: int) -> int:
    if cache.add(name, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(name)
    except ValueError:  # the window closed between the two calls
        cache.set(name, 1, timeout=seconds)
        return 1


def note(*, subject: tuple[str, int], visitor: Visitor, at: datetime) -> None:
    """Remember for some weeks what a record was sent from, so that a ban can be laid on it; digests only."""
    Trace.objects.bulk_create(unsaved_traces(subject=subject, visitor=visitor, at=at), ignore_conflicts=True)


def unsaved_traces(*, subject: tuple[str, int], visitor: Visitor, at: datetime) -> list[Trace]:
    """The rows that `note` writes."""
    kind, number = subject
    return [
        Trace(subject_kind=kind, subject_id=number, kind=one, digest=digest, at=at)
        for one, digest in visitor.digests()
    ]


def traces_of(*, subject: tuple[str, int]) -> list[Trace]:
    """What a record was sent from."""
    kind, number = subject
    return list(Trace.objects.filter(subject_kind=kind, subject_id=number).order_by("kind"))
