"""The invented kind of promise is known while these tests run, and only then."""

import pytest
from django.core.cache import cache

from balai.engine.cases import kinds

from .factories import KIND


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._KINDS, KIND.code, KIND)
    cache.clear()
