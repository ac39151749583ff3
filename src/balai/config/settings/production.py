"""A server for citizens: keys and addresses must be given; cookies travel over TLS only."""

from django.core.exceptions import ImproperlyConfigured

from . import env
from .base import *
from .base import DATA_KEYS, SECRET_KEY

for _name, _value in {"BALAI_SECRET_KEY": SECRET_KEY, "BALAI_DATA_KEYS": DATA_KEYS}.items():
    if not _value:
        raise ImproperlyConfigured(f"{_name} belum diisi. Buat dengan: balai new-keys")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
UI_GALLERY = False
# Letters of a real office are not signed with a demo key, unless this server is itself a demo.
SIGNING_DEMO = env.flag("BALAI_SIGNING_DEMO", False)
