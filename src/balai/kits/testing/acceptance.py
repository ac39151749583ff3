"""Published figures that the suite compares with and does not carry: outside of the project, and perhaps not here."""

import os
from pathlib import Path

import pytest
from django.conf import settings


def acceptance(name: str) -> Path:
    """A file of the folder of published figures (`BALAI_ACCEPTANCE_DIR`); without it the test is skipped, saying so."""
    default = Path(settings.ROOT).parent / "shared" / "data" / "acceptance"
    path = Path(os.environ.get("BALAI_ACCEPTANCE_DIR", default)) / name
    if not path.exists():
        pytest.skip(f"{name} is not here; set BALAI_ACCEPTANCE_DIR to the folder that has it")
    return path
