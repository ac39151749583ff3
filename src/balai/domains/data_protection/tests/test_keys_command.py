"""`balai keys`: what an operator types to change the keys, from the first to the last."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from balai.domains.data_protection.tests.factories import account

pytestmark = pytest.mark.django_db


def typed(verb):
    out = StringIO()
    call_command("keys", verb, stdout=out)
    return out.getvalue()


def take(settings, said):
    """Put the printed lines into the settings, as an operator puts them into the environment."""
    lines = dict(line.split("=", 1) for line in said.splitlines() if line.startswith("BALAI_"))
    settings.DATA_KEYS = lines["BALAI_DATA_KEYS"].split(",")
    settings.INDEX_KEYS = lines["BALAI_INDEX_KEYS"].split(",")


def test_from_new_keys_to_the_end_of_the_old_ones(settings):
    user = account()
    take(settings, typed("new"))
    assert len(settings.DATA_KEYS) == len(settings.INDEX_KEYS) == 2
    assert "masih perlu kunci lama: people.User.phone" in typed("status")
    with pytest.raises(CommandError):
        typed("drop")
    assert "people.User.phone: 1 ditulis ulang" in typed("rotate")
    assert "tidak diperlukan lagi" in typed("status")
    take(settings, typed("drop"))
    user.refresh_from_db()
    assert (len(settings.DATA_KEYS), user.phone) == (1, "0812 0000 0001")


def test_a_laptop_keeps_its_keys_in_files(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "data.key").write_text(settings.DATA_KEYS[0])
    typed("new")
    kept = (tmp_path / "data.key").read_text().split(",")
    assert kept[1:] == settings.DATA_KEYS
    assert (tmp_path / "index.key").read_text().startswith("ix-")
    assert (tmp_path / "data.key").stat().st_mode & 0o077 == 0
