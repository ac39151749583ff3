"""Keys of other applications: shown once, kept as a digest, revoked for good."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from balai.domains.citizen_reports.actions.keys import issue_key, revoke_key
from balai.domains.citizen_reports.credentials import key_of
from balai.domains.citizen_reports.models import ApiKey
from balai.engine.journal import public as journal
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import NotFound, Refused

pytestmark = pytest.mark.django_db


def test_only_the_digest_is_kept():
    key, secret = issue_key(label="Aplikasi Rekaan", contact="Wati Rekaan", by=SYSTEM, at=timezone.now())
    assert secret.startswith("blk_") and len(secret) > 40
    assert key_of(secret) == key
    row = ApiKey.objects.values().get()
    assert secret not in str(row)
    assert [entry.code for entry in journal.history(subject=("api_key", key.pk))] == ["API_KEY_ISSUED"]


@pytest.mark.parametrize("secret", ["", "blk_", "blk_salah", "lain"])
def test_wrong_secrets_open_nothing(secret):
    issue_key(label="Aplikasi Rekaan", by=SYSTEM, at=timezone.now())
    assert key_of(secret) is None


def test_a_revoked_key_opens_nothing_and_is_revoked_once():
    key, secret = issue_key(label="Aplikasi Rekaan", by=SYSTEM, at=timezone.now())
    revoke_key(key_id=key.pk, by=SYSTEM, at=timezone.now())
    assert key_of(secret) is None
    with pytest.raises(NotFound, match="Tidak ada kunci aktif"):
        revoke_key(key_id=key.pk, by=SYSTEM, at=timezone.now())
    codes = [entry.code for entry in journal.history(subject=("api_key", key.pk))]
    assert codes == ["API_KEY_ISSUED", "API_KEY_REVOKED"]


def test_a_key_needs_a_name():
    with pytest.raises(Refused) as refusal:
        issue_key(label=" ", by=SYSTEM, at=timezone.now())
    assert (refusal.value.code, refusal.value.field) == ("TEXT_TOO_SHORT", "label")
    assert not ApiKey.objects.exists()


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("api_key", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_command():
    secret = run("new", "Aplikasi Rekaan", "--contact", "Wati Rekaan")[-1]
    key = key_of(secret)
    assert run("list")[0].split("\t")[2:] == ["aktif", "Aplikasi Rekaan"]
    run("revoke", str(key.pk))
    assert "dicabut" in run("list")[0]
    assert secret not in "".join(run("list"))
    with pytest.raises(CommandError, match="Tidak ada kunci aktif"):
        run("revoke", str(key.pk))
