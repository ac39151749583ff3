"""The suite: SQLite in memory, or the PostgreSQL named by BALAI_TEST_DATABASE_URL."""

from pathlib import Path
from tempfile import mkdtemp

from . import env
from .base import *

SECRET_KEY = "only-for-tests"
DATA_KEYS = ["q1N5GkQm0m0p7g2sXkWl2xS8o3b2b7p2k0m6l9b5v1A="]
DATA_DIR = Path(mkdtemp(prefix="balai-test-"))
MEDIA_ROOT = DATA_DIR / "documents"
DATABASES = {"default": env.database("BALAI_TEST_DATABASE_URL", data_dir=DATA_DIR)}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # In memory. Parallel runs append the name of their process: it lands in a parameter that SQLite ignores.
    DATABASES["default"]["TEST"] = {"NAME": "file:balai-test?mode=memory&cache=shared&process="}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
UI_GALLERY = True
