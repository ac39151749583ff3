"""Whether the time of an answer tells if an address, a code or a number is known: the same form sent with one that is and one that is not.

Processor time inside one process, known and unknown in turns, so that what else the machine does falls on both alike.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

ROUNDS = 60


def doors_apart() -> dict[str, Any]:
    """By door: the medians of both in milliseconds, and by how much they differ in shares of the spread of one of them."""
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from balai.engine.people.public import Role, User

    setup_test_environment()
    settings.ALLOWED_HOSTS = ["*"]
    mail, strange = "bangku.uji@contoh.invalid", "kursi1.uji@contoh.invalid"
    if not User.objects.filter(email=mail).exists():
        User.objects.create_user(mail, "senja ungu lumbung 9", full_name="Contoh Bangku", role=Role.CITIZEN)
    ask = reverse("data_protection:ask")
    client = Client()
    client.post(ask, _asked(mail))
    known_code = client.session["data_protection_sent"]

    def send(url: str, data: Callable[[], dict[str, Any]]) -> Callable[[], None]:
        def act() -> None:
            cache.clear()
            Client().post(url, data())

        return act

    doors = {
        "privacy_form": (send(ask, lambda: _asked(mail)), send(ask, lambda: _asked(strange))),
        "codes": (
            send(ask, lambda: _asked(strange, known_code)),
            send(ask, lambda: _asked(strange, "K7M-4Q2-XPD")),
        ),
        "sign_in": (
            send(reverse("account_login"), lambda: {"login": mail, "password": "keliru sekali"}),
            send(reverse("account_login"), lambda: {"login": strange, "password": "keliru sekali"}),
        ),
    }
    return {name: _apart(*both) for name, both in doors.items()}


def _asked(contact: str, codes: str = "") -> dict[str, Any]:
    return {"right": "ACCESS", "contact": contact, "codes": codes, "text": "", "key": str(uuid4())}


def _apart(known: Callable[[], None], unknown: Callable[[], None]) -> dict[str, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for act in (known, unknown):
        act()
    for _ in range(ROUNDS):
        for act, taken in zip((known, unknown), times, strict=True):
            began = time.process_time()
            act()
            taken.append((time.process_time() - began) * 1000)
    one, other = (statistics.median(taken) for taken in times)
    quarters = statistics.quantiles(times[1], n=4)
    return {"known": one, "unknown": other, "apart": abs(one - other) / max(quarters[2] - quarters[0], 0.01)}
