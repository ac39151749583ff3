"""Accounts, and the attempts to open them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from balai.kits.crypto import EncryptedTextField

from .terms import AREA_ROLES, BACK_OFFICE_ROLES, OPD_ROLES, ROLE_CHOICES, ROLE_LABELS, Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts with a lower-case address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved account; without a password nobody can sign in until one is set by mail."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The first operator, for `manage.py createsuperuser`."""
        return self.create_user(email=email, password=password, **{**fields, "role": Role.OPERATOR})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """An account. Who works for an agency has `opd`, who works for a village has `area`."""

    personal_data: ClassVar[tuple[str, ...]] = ("email", "full_name", "phone")

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField("surel", unique=True)
    full_name = models.CharField("nama lengkap", max_length=150)
    role = models.CharField("peran", max_length=20, choices=ROLE_CHOICES, default=Role.CITIZEN)
    opd = models.ForeignKey(
        "organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="OPD"
    )
    area = models.ForeignKey(
        "organizations.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa"
    )
    phone = EncryptedTextField("telepon", blank=True, default="")
    is_active = models.BooleanField("aktif", default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        ordering = ["full_name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(OPD_ROLES)) | Q(opd__isnull=False), name="user_role_needs_opd"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=sorted(AREA_ROLES)) | Q(area__isnull=False), name="user_role_needs_area"
            ),
        ]
        indexes = [models.Index(fields=["role", "opd"], name="user_role_opd", condition=Q(is_active=True))]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.partition(" ")[0]

    @property
    def role_label(self) -> str:
        """The role in Indonesian."""
        return ROLE_LABELS[Role(self.role)]

    @property
    def is_staff(self) -> bool:
        """Whether the back office opens for this account."""
        return self.is_active and self.role in BACK_OFFICE_ROLES

    @property
    def is_superuser(self) -> bool:
        """Django's word for the operator."""
        return self.is_active and self.role == Role.OPERATOR

    # The admin site asks these: the operator may do everything there, the auditor may look.
    def has_perm(self, perm: str, obj: object = None) -> bool:
        looks = perm.partition(".")[2].startswith("view_")
        return self.is_superuser or (self.is_staff and looks)

    def has_perms(self, perm_list: Any, obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class SignInAttempt(models.Model):
    """One try to sign in. Neither the address nor the place can be read from it: both are keyed fingerprints."""

    personal_data: ClassVar[tuple[str, ...]] = ()

    account_key = models.CharField(max_length=64)
    place_key = models.CharField(max_length=64)
    at = models.DateTimeField()
    succeeded = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["account_key", "at"], name="attempt_account"),
            models.Index(fields=["place_key", "at"], name="attempt_place"),
            models.Index(fields=["at"], name="attempt_at"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
