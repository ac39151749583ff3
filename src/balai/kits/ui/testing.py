"""Test plugin: the English words, compiled for those tests that ask for them."""

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import trans_real

from balai.kits.ui import messages


def _forget() -> None:
    trans_real._translations.clear()
    gettext._translations.clear()


@pytest.fixture
def english_catalogue() -> Iterator[Path]:
    """The English words, compiled and freshly read."""
    target = messages.compile_language("en")
    _forget()
    yield target
    _forget()
