"""The table of accounts."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from balai.engine.people.terms import ROLE_LABELS, Role
from balai.kits.crypto import EncryptedTextField


class UserManager(BaseUserManager["User"]):
    """Accounts by e-mail address, which is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A new account; without a password nobody can sign in until one is set by mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """An operator: the name that Django's commands use."""
        return self.create_user(email, password, **{"role": Role.OPERATOR, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """One account, one role. Officers belong to an agency; village officers also to a desa."""

    personal_data: ClassVar[tuple[str, ...]] = ("email", "full_name", "phone")
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    email = models.EmailField("surel", unique=True)
    full_name = models.CharField("nama", max_length=120)
    role = models.CharField(
        "peran", max_length=20, choices=[(role.value, label) for role, label in ROLE_LABELS.items()]
    )
    opd = models.ForeignKey(
        "organizations.Opd", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="OPD"
    )
    area = models.ForeignKey(
        "organizations.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="desa"
    )
    phone = EncryptedTextField("telepon", null=True, blank=True)
    is_active = models.BooleanField("aktif", default=True)
    date_joined = models.DateTimeField("dibuat", default=timezone.now)

    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "akun"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["role", "opd"], name="user_role_opd")]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the back office opens: operators write there, auditors read."""
        return self.is_active and self.role in {Role.OPERATOR, Role.AUDITOR}

    @property
    def is_superuser(self) -> bool:
        return self.is_active and self.role == Role.OPERATOR

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's question, asked by the back office only."""
        if not self.is_active:
            return False
        return self.role == Role.OPERATOR or (self.role == Role.AUDITOR and ".view_" in perm)

    def has_perms(self, perms, obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name
