"""How times and spans are said to people, in the language of the request."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def _parts(seconds: int) -> list[str]:
    days, rest = divmod(seconds, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    said = [
        (days, ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days}),
        (hours, ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}),
        (minutes, ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes}),
    ]
    return [text for amount, text in said if amount]


def span(delta: timedelta) -> str:
    """Say the length of a span: "2 hari 3 jam", "45 menit", "kurang dari 1 menit". The sign is ignored.

    At most two units; beyond three days only days, because nobody plans by the hour that far ahead.
    """
    seconds = abs(int(delta.total_seconds()))
    parts = _parts(seconds)
    if not parts:
        return _("kurang dari 1 menit")
    return parts[0] if seconds >= 3 * DAY else " ".join(parts[:2])


def duration(delta: timedelta | None) -> str:
    """Say a span; a negative one is overdue: "lewat 2 hari". Empty for None."""
    if delta is None:
        return ""
    return _("lewat %(span)s") % {"span": span(delta)} if delta < timedelta(0) else span(delta)


def remaining(delta: timedelta | None) -> str:
    """Say how much is left before a deadline: "sisa 3 jam", or "lewat 2 hari". Empty for None."""
    if delta is None:
        return ""
    return duration(delta) if delta < timedelta(0) else _("sisa %(span)s") % {"span": span(delta)}


def relative(moment: datetime, *, now: datetime) -> str:
    """Say a moment from `now`: "baru saja", "3 jam lalu", "2 hari lagi"; a plain date beyond 30 days."""
    delta = now - moment
    seconds = delta.total_seconds()
    if abs(seconds) < MINUTE:
        return _("baru saja")
    if abs(seconds) > 30 * DAY:
        return date_format(timezone.localtime(moment), "j F Y")
    largest = _parts(abs(int(seconds)))[0]
    return (_("%(span)s lalu") if seconds > 0 else _("%(span)s lagi")) % {"span": largest}


def absolute(moment: datetime) -> str:
    """Say a moment in full, in local time: "Jumat, 27 Maret 2026 16.00 WIB"."""
    local = timezone.localtime(moment)
    return f"{date_format(local, _('l, j F Y H.i'))} {local.tzname()}"
