"""The invented town with its two services."""

import pytest
from django.core.cache import cache

from balai.domains.public_services.testing import Town


@pytest.fixture
def town(db) -> Town:
    cache.clear()
    return Town()
