"""A database that is away is explained to whoever asks, in his own language; our own bugs are not smoothed over."""

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.urls("balai.kits.http.tests.urls")


@pytest.mark.parametrize("error", ["locked", "gone"])
@pytest.mark.parametrize(
    ("path", "content_type", "text"),
    [
        ("/break/{}", "text/html; charset=utf-8", "tetap aman"),
        ("/api/break/{}", "application/json", '"code": "DATABASE_AWAY"'),
        ("/open311/v2/break/{}.xml", "text/xml; charset=utf-8", "<code>503</code>"),
    ],
)
def test_away(error: str, path: str, content_type: str, text: str) -> None:
    response = Client().get(path.format(error))
    assert (response.status_code, response["Content-Type"]) == (503, content_type)
    assert response["Retry-After"] == "10"
    assert text in response.content.decode()


def test_a_missing_table_is_a_bug_and_stays_one() -> None:
    with pytest.raises(OperationalError):
        Client().get("/break/bug")
    assert Client(raise_request_exception=False).get("/break/bug").status_code == 500


def failing_layer(get_response):
    def layer(request):
        raise OperationalError("database is locked")

    return layer


def test_an_inner_layer_that_needs_the_database_is_covered_too(settings) -> None:
    settings.MIDDLEWARE = ["balai.kits.http.middleware.DatabaseAwayMiddleware", f"{__name__}.failing_layer"]
    response = Client(raise_request_exception=False).get("/fine/")
    assert response.status_code == 503


def test_each_answer_has_a_number_and_a_given_one_is_kept() -> None:
    assert len(Client().get("/fine/")["X-Request-ID"]) == 32
    assert Client().get("/fine/", headers={"X-Request-ID": "proxy-12345"})["X-Request-ID"] == "proxy-12345"
    assert "\n" not in Client().get("/fine/", headers={"X-Request-ID": "bad id {}"})["X-Request-ID"]
