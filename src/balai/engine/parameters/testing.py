"""Test plugin: copies kept in the process do not survive from one test to the next."""

from collections.abc import Iterator

import pytest

from .kept import forget_all


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget_all()
    yield
    forget_all()
