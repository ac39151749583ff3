"""Sign-in and one's own account, from the root: `/masuk/`, `/keluar/`, `/akun/`. The names are allauth's.

Sign-up, a second e-mail address and log-in by mailed codes are left out: what has no address cannot be abused.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import URLPattern, path, re_path

from . import views
from .permissions import requires
from .terms import ACCOUNT, PUBLIC


def _open(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, requires(PUBLIC)(view), name=name)


def _own(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(route, requires(ACCOUNT)(view), name=name)


urlpatterns = [
    _open("masuk/", account.login, "account_login"),
    _open("masuk/kode/", mfa.authenticate, "mfa_authenticate"),
    _open("masuk/kunci/", keys.login_webauthn, "mfa_login_webauthn"),
    _open("masuk/nonaktif/", account.account_inactive, "account_inactive"),
    _open("keluar/", account.logout, "account_logout"),
    _open("akun/lupa/", account.password_reset, "account_reset_password"),
    _open("akun/lupa/terkirim/", account.password_reset_done, "account_reset_password_done"),
    _open("akun/lupa/selesai/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    re_path(
        r"^akun/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        requires(PUBLIC)(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _own("akun/", mfa.index, "mfa_index"),
    _own("akun/kata-sandi/", account.password_change, "account_change_password"),
    _own("akun/kata-sandi/buat/", account.password_set, "account_set_password"),
    _own("akun/konfirmasi/", account.reauthenticate, "account_reauthenticate"),
    _own("akun/konfirmasi/kode/", mfa.reauthenticate, "mfa_reauthenticate"),
    _own("akun/konfirmasi/kunci/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _own("akun/aplikasi/", totp.activate_totp, "mfa_activate_totp"),
    _own("akun/aplikasi/hapus/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _own("akun/kode-cadangan/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _own("akun/kode-cadangan/buat/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _own("akun/kode-cadangan/unduh/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _own("akun/kunci/", keys.list_webauthn, "mfa_list_webauthn"),
    _own("akun/kunci/tambah/", keys.add_webauthn, "mfa_add_webauthn"),
    _own("akun/kunci/<int:pk>/ubah/", keys.edit_webauthn, "mfa_edit_webauthn"),
    _own("akun/kunci/<int:pk>/hapus/", keys.remove_webauthn, "mfa_remove_webauthn"),
    path("akun/petugas/", views.list_colleagues, name="people_colleagues"),
    path("akun/petugas/tambah/", views.add_colleague, name="people_add_colleague"),
    path("akun/petugas/<int:user_id>/", views.change_colleague, name="people_change_colleague"),
]
