"""One page of a long list, and the addresses of its neighbours: what `ui/pager.html` and a list's template ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_WORD, FORM_WORD, ALL = "halaman", "bentuk", "semua"
# A phone shows a row as a card of some 200 px: so many make a page that a thumb still reaches the end of.
ROWS_PER_PAGE = 25
# `?halaman=semua`, to print or to search with the browser; longer lists have their Excel.
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Paged:
    """The rows shown now; `context` is what a template gets, with the filter of the address kept in every link."""

    page: Page
    context: dict[str, Any]

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of this page alone."""
        return self.page.object_list


def paged(request: HttpRequest, rows: Any, *, per_page: int = ROWS_PER_PAGE) -> Paged:
    """The page that the address asks for of a list or queryset; a page that is not there gives the nearest one, `semua` all of them.

    The context: `page`, `total`, `previous_url`, `next_url` ("" at the ends), `all_url` ("" where that is no use), `excel_url`.
    """
    asked = request.GET.get(PAGE_WORD)
    page = Paginator(rows, MOST_ROWS if asked == ALL else per_page).get_page(asked)
    query = request.GET.copy()
    for word in (PAGE_WORD, FORM_WORD):
        query.pop(word, None)
    prefix = f"?{query.urlencode()}&" if query else "?"
    context = {
        "page": page,
        "total": page.paginator.count,
        "previous_url": f"{prefix}{PAGE_WORD}={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"{prefix}{PAGE_WORD}={page.next_page_number()}" if page.has_next() else "",
        "all_url": f"{prefix}{PAGE_WORD}={ALL}" if per_page < page.paginator.count <= MOST_ROWS else "",
        "excel_url": f"{prefix}{FORM_WORD}=xlsx",
    }
    return Paged(page, context)
