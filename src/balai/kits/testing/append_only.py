"""A pytest plugin: lets Django empty the append-only tables between tests that commit.

Django ends such a test by deleting everything; the triggers refuse that, as they should. They come down for
that moment only, and stand during every test. Loaded by the root conftest.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.test import TransactionTestCase

from balai.kits.append_only import GUARDS


@pytest.fixture(autouse=True, scope="session")
def _guarded_tables_are_emptied_between_tests() -> Iterator[None]:
    teardown = TransactionTestCase._fixture_teardown

    def emptied(self: TransactionTestCase) -> None:
        with ExitStack() as stack:
            for guard in GUARDS:
                stack.enter_context(guard.unguarded())
            teardown(self)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
    yield
    patch.undo()
