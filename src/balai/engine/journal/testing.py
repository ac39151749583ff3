"""A pytest plugin: lets Django empty the append-only tables between tests that commit.

Django ends such a test by deleting everything; the triggers refuse that, as they should. They come down for
that moment only, and stand during every test. Loaded by the root conftest.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TransactionTestCase

from . import protection


@contextmanager
def unprotected() -> Iterator[None]:
    """Triggers down inside, up again after."""
    _run(protection.unprotect(connection.vendor))
    try:
        yield
    finally:
        _run(protection.protect(connection.vendor))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(autouse=True, scope="session")
def _journal_is_emptied_between_tests() -> Iterator[None]:
    teardown = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        with unprotected():
            teardown(self)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
    yield
    patch.undo()
