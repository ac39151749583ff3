"""Fixtures that every test of the house needs."""

import pytest
from django.conf import settings

pytest_plugins = [
    "balai.domains.citizen_reports.testing",
    "balai.kits.testing.append_only",
    "balai.engine.parameters.testing",
    "balai.kits.ui.testing",
]


# What gives a test the database: fixtures of pytest-django, and the one that makes a database of its own.
_DATABASE = {"db", "transactional_db", "live_server", "database_url", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long stories of kills come first, so that no process is left alone with one at the end. On PostgreSQL only
    what speaks to a database: everything else has run with SQLite already, and is the same."""
    items.sort(key=lambda item: "faults" not in item.path.parts)
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    kept, left = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        (kept if fixtures & _DATABASE or item.get_closest_marker("django_db") else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = kept
