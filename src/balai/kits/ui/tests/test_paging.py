"""A page of a list keeps the filter of its address."""

import pytest
from django.test import RequestFactory

from balai.kits.ui.paging import paged


def of(query: str):
    found = paged(RequestFactory().get(f"/daftar/{query}"), list(range(1, 8)), per_page=3)
    return (
        list(found.rows),
        found.context["previous_url"],
        found.context["next_url"],
        found.context["excel_url"],
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ([1, 2, 3], "", "?halaman=2", "?bentuk=xlsx")),
        ("?q=a+b&halaman=2", ([4, 5, 6], "?q=a+b&halaman=1", "?q=a+b&halaman=3", "?q=a+b&bentuk=xlsx")),
        ("?halaman=3&bentuk=xlsx", ([7], "?halaman=2", "", "?bentuk=xlsx")),
        ("?halaman=99", ([7], "?halaman=2", "", "?bentuk=xlsx")),
        ("?halaman=-1", ([7], "?halaman=2", "", "?bentuk=xlsx")),
        ("?halaman=%00", ([1, 2, 3], "", "?halaman=2", "?bentuk=xlsx")),
        ("?halaman=semua&q=a", ([1, 2, 3, 4, 5, 6, 7], "", "", "?q=a&bentuk=xlsx")),
        ("?opd=A&opd=B", ([1, 2, 3], "", "?opd=A&opd=B&halaman=2", "?opd=A&opd=B&bentuk=xlsx")),
    ],
)
def test_each_page_knows_its_neighbours_and_keeps_the_filter(query, expected):
    assert of(query) == expected


@pytest.mark.parametrize(
    ("rows", "query", "url"),
    [(3, "", ""), (4, "?q=a", "?q=a&halaman=semua"), (4, "?halaman=semua", "?halaman=semua"), (501, "", "")],
)
def test_all_rows_are_offered_where_that_is_of_use(rows, query, url):
    assert paged(RequestFactory().get(f"/{query}"), range(rows), per_page=3).context["all_url"] == url
