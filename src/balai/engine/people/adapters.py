"""How allauth behaves in this house: no public sign-up, throttling by table, our addresses, our words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from balai.foundation.errors import TooOften
from balai.kits import crypto
from balai.kits.http.throttle import place_of

from .attempts import begin_attempt, succeed
from .models import User
from .queries import region_or_none


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are handed out by the operator or an agency's admin; nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini tidak aktif. Hubungi admin OPD Anda."),
        "email_password_mismatch": _("Surel atau kata sandi tidak cocok."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
        "incorrect_code": _("Kode tidak cocok atau sudah lewat waktunya."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "invalid_login": _("Surel atau kata sandi tidak cocok."),
        "invalid_password_reset": _("Tautan ini sudah tidak berlaku."),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The place as the rest of the house counts it, proxies of ours considered."""
        return place_of(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: `authenticate` counts in our table instead of the cache of one process."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user whose e-mail and password these are, or None. Raises ValidationError when tried too often."""
        try:
            attempt = begin_attempt(
                email=credentials.get("email", ""), place=place_of(request), at=timezone.now()
            )
        except TooOften as refused:
            raise ValidationError(refused.message, code=refused.code) from None
        user = super().authenticate(request, **credentials)
        if user:
            succeed(attempt)
        return user

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether this is the user's password; counted like a sign-in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Each role begins at its own desk."""
        return settings.LOGIN_HOMES.get(request.user.role, settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the address that the operator configured, never on what a request claims to have asked."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PUBLIC_URL.rstrip("/") + path.replace("UID-KEY", key)


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted at rest."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Kode tidak cocok atau sudah lewat waktunya."),
    }

    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        region = region_or_none()
        return f"Balai {region.short_name}" if region else "Balai"
