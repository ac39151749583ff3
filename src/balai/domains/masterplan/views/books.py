"""The shelf of the three books."""

from django.http import HttpRequest, HttpResponse

from balai.domains.masterplan.terms_books import BOOK_TITLE_LABELS, BOOKS
from balai.domains.masterplan.views.shown import chosen_plan, page
from balai.engine.people.public import requires
from balai.engine.publications.public import chapters
from balai.kits.ui.words import said


@requires("public")
def books(request: HttpRequest) -> HttpResponse:
    """Buku I, II and III of a plan: what is in them, their versions and files, and preparing the next one."""
    shelf = [
        {
            "code": code,
            "short": short,
            "title": said(BOOK_TITLE_LABELS[code]),
            "chapters": [said(one.title) for one in chapters(code)],
        }
        for code, short in BOOKS.items()
    ]
    return page(request, "books", "books", {"plan": chosen_plan(request), "shelf": shelf})
