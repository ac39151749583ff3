"""A region for tests, loaded once for all tests of a module: reading its thousand rows takes longer than most tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from balai.engine.organizations.actions import load_region
from balai.foundation.actor import SYSTEM


@contextmanager
def region_of_module(folder: Path | None, *, at: datetime, blocker: Any) -> Iterator[None]:
    """The region of `folder` in a transaction that is rolled back at the end; every test has its own inside it. None: the
    caller builds one.

    For fixtures with scope="module" that take `django_db_setup` and `django_db_blocker`, the latter as `blocker`; not for
    modules whose tests need real commits.
    """
    outer = transaction.atomic()
    # As Django marks the transaction of its own test case: acts that must be outermost may stand inside it.
    outer._from_testcase = True
    with blocker.unblock():
        outer.__enter__()
        if folder is not None:
            load_region(folder=folder, by=SYSTEM, at=at)
    try:
        yield
    finally:
        with blocker.unblock():
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
