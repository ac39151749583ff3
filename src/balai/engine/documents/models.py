"""The tables of documents, letters and their numbers. Files lie in `storage`, under a name that follows from the row."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from balai.engine.documents.cover_models import Covering
from balai.engine.documents.fingerprint_models import Fingerprint, Trace
from balai.engine.documents.rules import file_name
from balai.engine.documents.terms import (
    CHECK_CODE_LENGTH,
    EXTENSIONS,
    LETTER_STATE_LABELS,
    LETTER_STATE_TONES,
    PDF,
    LetterState,
)
from balai.engine.documents.upload_models import Piece, Upload
from balai.foundation.ids import new_tracking_code
from balai.kits.crypto import EncryptedTextField

__all__ = [
    "Covering",
    "Document",
    "Fingerprint",
    "Letter",
    "NumberSeries",
    "Piece",
    "Trace",
    "Upload",
    "new_check_code",
    "new_token",
]


def new_token() -> str:
    """128 random bits as 32 hexadecimal characters: the part of the address that cannot be guessed."""
    return secrets.token_hex(16)


def new_check_code() -> str:
    """A public code such as `K7M-4Q2-XPD-8TR`: 31^11 possibilities and a check symbol."""
    return new_tracking_code(length=CHECK_CODE_LENGTH)


class Document(models.Model):
    """One stored photo with its thumbnail, or a PDF. `size` is in bytes, `width` and `height` in pixels.

    `stored_on` is the day in UTC that names the folder. `taken_at`, `latitude` and `longitude` are what the sender stated; the `exif_` fields are what the
    camera wrote, kept only for proofs. `sha256` is of the stored file, so that it can be checked,
    `original_sha256` of what was uploaded; `difference_hash` finds photos that look alike (64 bits, stored as a signed
    number). Only photos have a width, a height, a thumbnail and a hash; only PDFs have pages.
    """

    personal_data: ClassVar[tuple[str, ...]] = (
        "taken_at",
        "latitude",
        "longitude",
        "exif_taken_at",
        "exif_latitude",
        "exif_longitude",
    )

    token = models.CharField(max_length=32, unique=True, default=new_token)
    kind = models.CharField(max_length=40)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField()
    size_small = models.PositiveIntegerField(null=True)
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64, blank=True, default="")
    difference_hash = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    stored_on = models.DateField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    exif_taken_at = models.DateTimeField(null=True)
    exif_latitude = models.FloatField(null=True)
    exif_longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="document_same_file")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def name(self, *, small: bool = False) -> str:
        """Where the file lies in the storage."""
        return file_name(token=self.token, day=self.stored_on, small=small, extension=self.extension)

    @property
    def is_photo(self) -> bool:
        return self.content_type != PDF

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.content_type]


class NumberSeries(models.Model):
    """The last number that a series has given out, such as of `surat:33.25.11.2007:2026`."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    code = models.CharField(max_length=80, primary_key=True)
    last = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.code}: {self.last}"


class Letter(models.Model):
    """An official letter with its number. As a draft its PDF lies in `draft` (encrypted, base64); once it is signed,
    in `document`, and `sha256` is of exactly that file.

    `check_code` is printed on the letter for everybody, `token` is the secret half of its owner's link. `about` says
    which thing the letter belongs to, as (`about_kind`, `about_id`). `subject_line` is a masked name. `signing_until`
    keeps a second press of the button out while the outside service signs.
    """

    personal_data: ClassVar[tuple[str, ...]] = ("draft", "subject_line", "signer_name")

    check_code = models.CharField(max_length=15, unique=True, default=new_check_code)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    series = models.CharField(max_length=80)
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    subject_line = models.CharField(max_length=120, blank=True)
    about_kind = models.CharField(max_length=40)
    about_id = models.CharField(max_length=40)
    office = models.ForeignKey("organizations.Opd", models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    signer_position = models.CharField(max_length=120)
    signer_on_behalf_of = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, default=LetterState.DRAFT)
    draft = EncryptedTextField(blank=True, default="")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    provider = models.CharField(max_length=20, blank=True, default="")
    certificate = models.CharField(max_length=200, blank=True, default="")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signing_until = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True, default="")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "serial"], name="letter_number_once"),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SIGNED) | Q(document__isnull=False),
                name="letter_signed_has_file",
            ),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="letter_about"),
            models.Index(fields=["office", "-issued_at"], name="letter_of_office"),
            models.Index(fields=["sha256"], name="letter_by_file"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def label(self) -> str:
        """The state in a word; with `tone` it draws a badge."""
        return LETTER_STATE_LABELS[LetterState(self.state)]

    @property
    def tone(self) -> str:
        return LETTER_STATE_TONES[LetterState(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == LetterState.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.state == LetterState.SIGNED

    @property
    def is_revoked(self) -> bool:
        return self.state == LetterState.REVOKED
