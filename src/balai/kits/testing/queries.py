"""A list must not ask the database once per row: the helper that every list view's test calls."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

FEW, MANY = 1, 30
# A page may learn one or two things more once it has many rows: whether there is a next page, for instance.
SLACK = 2


def assert_bounded(client: Client, url: str, make_rows: Callable[[int], Any], *, most: int = 40) -> None:
    """GET `url` with 1 and with 30 rows: about as many queries both times, and never more than `most`.

    `make_rows(n)` adds n rows that the page shows. The first, uncounted, request fills what is kept in the process.
    """
    make_rows(FEW)
    _count(client, url)
    few = _count(client, url)
    make_rows(MANY - FEW)
    many = _count(client, url)
    assert len(many) <= len(few) + SLACK, (
        f"{url}: {len(few)} queries for {FEW} row, {len(many)} for {MANY}\n" + "\n".join(_repeated(many))
    )
    assert len(many) <= most, f"{url}: {len(many)} queries, more than {most}\n" + "\n".join(many)


def _count(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code == 200, f"{url} answered {answer.status_code}"
    return [query["sql"] for query in captured.captured_queries]


def _repeated(queries: list[str]) -> list[str]:
    shapes = [query.split(" WHERE ")[0] for query in queries]
    return sorted(
        {f"{shapes.count(shape)} × {shape[:200]}" for shape in shapes if shapes.count(shape) > 1},
        reverse=True,
    )
