"""The invented kind of promise is known while these tests run, and only then."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from balai.engine.cases import kinds

from .factories import KIND


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    kinds.register_kind(KIND)
    cache.clear()
    yield
    del kinds._KINDS[KIND.code]
