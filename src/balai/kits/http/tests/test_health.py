"""/healthz says who is ill."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balai.kits.tasks.models import WorkerBeat

pytestmark = [pytest.mark.urls("balai.kits.http.tests.urls"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("silent_for", "status", "code"),
    [
        (timedelta(seconds=5), 200, None),
        (timedelta(minutes=2), 503, "WORKER_SILENT"),
        (None, 503, "WORKER_SILENT"),
    ],
)
def test_the_worker_must_beat(silent_for: timedelta | None, status: int, code: str | None) -> None:
    if silent_for is not None:
        WorkerBeat.objects.create(worker="w", seen_at=timezone.now() - silent_for)
    response = Client().get("/healthz")
    assert (response.status_code, response.json().get("code")) == (status, code)
