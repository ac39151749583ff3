"""A laptop or a demo: everything embedded, keys made on first start and kept in the data folder."""

import secrets

from cryptography.fernet import Fernet

from .base import *
from .base import DATA_DIR


def _kept_key(name: str, make) -> str:
    path = DATA_DIR / name
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text().strip()


DEBUG = False
SECRET_KEY = _kept_key("secret.key", lambda: secrets.token_urlsafe(48))
# `balai keys new` puts further keys in front, with a comma between them.
DATA_KEYS = _kept_key("data.key", lambda: Fernet.generate_key().decode()).split(",")
INDEX_KEYS = [key for key in _kept_key("index.key", str).split(",") if key]
ALLOWED_HOSTS = ["*"]
# Mail goes to files that one can open; a real server is set by BALAI_SMTP_HOST.
if EMAIL_HOST == "localhost":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
# Living page of components at /ui/.
UI_GALLERY = True
# Passkeys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
