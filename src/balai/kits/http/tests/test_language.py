"""Which language a visitor gets."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language

from balai.kits.http.language import ChosenLanguageMiddleware

# Columns: cookie, what the browser prefers, language of the page.
VISITORS = [
    (None, "", "id"),
    (None, "en-US,en;q=0.9", "id"),
    ("en", "id", "en"),
    ("id", "en", "id"),
    ("xx", "en", "id"),
]


@pytest.mark.parametrize(("cookie", "browser", "language"), VISITORS)
def test_only_the_switch_changes_the_language(cookie, browser, language):
    seen = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(get_language())
        return HttpResponse()

    request = RequestFactory().get("/", headers={"accept-language": browser})
    if cookie:
        request.COOKIES["django_language"] = cookie
    answer = ChosenLanguageMiddleware(page)(request)
    assert (seen, answer["Content-Language"], request.LANGUAGE_CODE) == ([language], language, language)
