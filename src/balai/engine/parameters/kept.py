"""Reference data kept in the process: read thousands of times a second, changed a few times a year.

A `Kept` holds one immutable copy. In the process that changes something the copy is dropped at once; other
processes compare the edition in the database with theirs, at most once in 30 seconds. Copies that bear the same
name stand for the same tables and are dropped together, so that none is built from an older one.
"""

import secrets
from collections.abc import Callable
from threading import RLock
from time import monotonic
from typing import Generic, TypeVar

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save

from .models import Edition

CHECK_SECONDS = 30.0
T = TypeVar("T")
_all: list["Kept"] = []
# One lock for all: copies are built from one another, and separate locks could wait for each other.
_lock = RLock()


class Kept(Generic[T]):
    """A copy of reference data, built by `load` when it is first needed and after every change."""

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        self._name, self._load = name, load
        self._value: T | None = None
        self._token: str | None = None
        self._check_at = 0.0
        _all.append(self)

    def get(self) -> T:
        """The copy, at most 30 seconds behind a change made by another process."""
        value = self._value
        if value is not None and monotonic() < self._check_at:
            return value
        with _lock:
            token = Edition.objects.filter(name=self._name).values_list("token", flat=True).first()
            if self._value is not None and token != self._token:
                self.forget()
            if self._value is None:
                self._value, self._token = self._load(), token
            self._check_at = monotonic() + CHECK_SECONDS
            return self._value

    def forget(self) -> None:
        """Drop the copies of this name in this process only."""
        with _lock:
            for kept in _all:
                if kept._name == self._name:
                    kept._value = None

    def changed(self) -> None:
        """Drop the copy here, now and after commit, and tell the other processes."""
        Edition.objects.update_or_create(name=self._name, defaults={"token": secrets.token_hex(16)})
        self.forget()
        transaction.on_commit(self.forget)

    def watch(self, *tables: type[models.Model]) -> None:
        """Call `changed` whenever a row is saved or deleted through the ORM; bulk writes call it themselves."""
        for table in tables:
            post_save.connect(self._on_change, sender=table)
            post_delete.connect(self._on_change, sender=table)

    def _on_change(self, **_: object) -> None:
        self.changed()


def forget_all() -> None:
    """Drop every copy of this process, as between two tests."""
    for kept in _all:
        kept.forget()
