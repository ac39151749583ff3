"""The helper that finds lists which ask once per row."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from balai.kits.tasks.models import WorkerBeat
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db


def once(request):
    return HttpResponse(str(list(WorkerBeat.objects.all())))


def once_per_row(request):
    return HttpResponse(
        str([WorkerBeat.objects.get(pk=pk) for pk in WorkerBeat.objects.values_list("pk", flat=True)])
    )


urlpatterns = [path("once/", once), path("per-row/", once_per_row)]


def make_rows(count):
    start = WorkerBeat.objects.count()
    WorkerBeat.objects.bulk_create(
        WorkerBeat(worker=f"contoh-{start + n}", seen_at=timezone.now()) for n in range(count)
    )


@override_settings(ROOT_URLCONF=__name__)
def test_a_list_that_asks_once_passes():
    assert_bounded(Client(), "/once/", make_rows)


@override_settings(ROOT_URLCONF=__name__)
def test_a_list_that_asks_once_per_row_is_found():
    with pytest.raises(AssertionError, match="queries for 1 row"):
        assert_bounded(Client(), "/per-row/", make_rows)


@override_settings(ROOT_URLCONF=__name__)
def test_a_list_that_asks_too_much_is_found():
    with pytest.raises(AssertionError, match="more than 0"):
        assert_bounded(Client(), "/once/", make_rows, most=0)
