"""A nought in an address leads nowhere, and none is left in what follows it."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from balai.kits.http.noughts import NoughtMiddleware


def asked(path: str) -> HttpResponse:
    def echo(request):
        return HttpResponse(request.GET.get("q", "-"))

    return NoughtMiddleware(echo)(RequestFactory().get(path))


@pytest.mark.parametrize(
    ("path", "heard"),
    [
        ("/a/?q=jalan%00rusak", "jalanrusak"),
        ("/a/?q=%2500", "%00"),
        ("/a/?q=jalan", "jalan"),
        ("/api/a?q=x%00", "x\0"),
    ],
)
def test_a_query_without_noughts(path, heard):
    assert asked(path).content.decode() == heard


def test_nothing_is_called_by_a_nought():
    with pytest.raises(Http404):
        asked("/a/%00/")
