"""Counting failed attempts to sign in, in a table: exact over any number of processes."""

from datetime import datetime

from django.db.models import Count, Q

from balai.foundation.errors import TooOften
from balai.kits.crypto import blind_index

from .models import SignInAttempt
from .rules import Failures, may_try
from .terms import FAMILIAR_FOR, WINDOW


def begin_attempt(*, email: str, place: str, at: datetime) -> SignInAttempt:
    """Note that somebody at `place` tries to open the account `email`. Raises TooOften SIGN_IN_TOO_OFTEN.

    The row is written before the password is looked at, so that many attempts at once see each other. A refused
    attempt is not kept: who waits gets in, however often others knock.
    """
    attempt = SignInAttempt.objects.create(
        account_key=blind_index(f"sign-in account {email.strip().lower()}"),
        place_key=blind_index(f"sign-in place {place}"),
        at=at,
    )
    if may_try(_failures(attempt)):
        return attempt
    attempt.delete()
    minutes = int(WINDOW.total_seconds() // 60)
    raise TooOften(
        "SIGN_IN_TOO_OFTEN",
        f"Terlalu banyak percobaan masuk yang gagal. Tunggu {minutes} menit, lalu coba lagi. "
        "Kata sandi yang benar pun belum diterima sampai waktu itu lewat.",
    )


def succeed(attempt: SignInAttempt) -> None:
    """The password was right: forget the slips before it, and remember the place as familiar."""
    pair = SignInAttempt.objects.filter(account_key=attempt.account_key, place_key=attempt.place_key)
    pair.exclude(pk=attempt.pk).delete()
    SignInAttempt.objects.filter(pk=attempt.pk).update(succeeded=True)
    old = Q(at__lt=attempt.at - FAMILIAR_FOR) | Q(succeeded=False, at__lt=attempt.at - WINDOW)
    SignInAttempt.objects.filter(old).delete()


def _failures(attempt: SignInAttempt) -> Failures:
    account, place = Q(account_key=attempt.account_key), Q(place_key=attempt.place_key)
    failed = SignInAttempt.objects.filter(account | place, succeeded=False, at__gt=attempt.at - WINDOW)
    counts = failed.aggregate(
        pair=Count("pk", filter=account & place),
        place=Count("pk", filter=place),
        account=Count("pk", filter=account),
    )
    familiar = SignInAttempt.objects.filter(
        account, place, succeeded=True, at__gt=attempt.at - FAMILIAR_FOR
    ).exists()
    return Failures(**counts, familiar=familiar)
