"""Test plugin: neither reference data nor counted requests survive from one test to the next."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from balai.domains.citizen_reports.reference import forget_reference


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    forget_reference()
    cache.clear()
    yield
    forget_reference()
