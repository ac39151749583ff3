"""Encryption at rest: round trip, rotation, fingerprints, masks."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps

from balai.kits.crypto import EncryptedTextField, blind_index, decrypt, encrypt, mask

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_text_comes_back_and_is_not_readable_meanwhile() -> None:
    token = encrypt("0812 0000 0000 – Bu Contoh")
    assert decrypt(token) == "0812 0000 0000 – Bu Contoh"
    assert "0812" not in token
    assert token != encrypt("0812 0000 0000 – Bu Contoh")


def test_a_new_key_in_front_reads_old_rows_and_keeps_fingerprints(settings) -> None:
    settings.DATA_KEYS = [OLD]
    token, index = encrypt("rahasia"), blind_index("rahasia")
    settings.DATA_KEYS = [NEW, OLD]
    assert (decrypt(token), blind_index("rahasia")) == ("rahasia", index)
    settings.DATA_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured, match="kunci"):
        decrypt(token)


def test_fingerprints_hang_on_the_key_and_the_text(settings) -> None:
    settings.DATA_KEYS = [OLD]
    first = blind_index("a")
    assert (len(first), first == blind_index("a"), first == blind_index("b")) == (64, True, False)
    settings.DATA_KEYS = [NEW]
    assert blind_index("a") != first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("081234567890", "08********90"),
        ("wati@contoh.id", "w***@contoh.id"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_mask(text: str, shown: str) -> None:
    assert mask(text) == shown


@pytest.mark.django_db
@isolate_apps("balai.kits.tasks")
def test_the_column_holds_ciphertext_and_none_stays_none() -> None:
    class Secret(models.Model):
        phone = EncryptedTextField(null=True)

        class Meta:
            app_label = "tasks"

        def __str__(self) -> str:
            return str(self.pk)

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE tasks_secret (id integer PRIMARY KEY, phone text)")
    try:
        Secret.objects.create(pk=1, phone="0812")
        Secret.objects.create(pk=2, phone=None)
        assert [row.phone for row in Secret.objects.order_by("pk")] == ["0812", None]
        assert Secret.objects.filter(phone__isnull=True).get().pk == 2
        with connection.cursor() as cursor:
            cursor.execute("SELECT phone FROM tasks_secret WHERE id = 1")
            assert "0812" not in cursor.fetchone()[0]
        with pytest.raises(FieldError):
            Secret.objects.filter(phone="0812").exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE tasks_secret")
