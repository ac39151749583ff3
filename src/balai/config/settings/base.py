"""Settings that every way of running shares. What differs per installation comes from `BALAI_…` variables."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from . import env

ROOT = Path(__file__).resolve().parents[4]
DATA_DIR = Path(env.text("BALAI_DATA_DIR", str(ROOT / "var"))).resolve()
REGIONS_DIR = Path(env.text("BALAI_REGIONS_DIR", str(ROOT / "regions"))).resolve()

SECRET_KEY = env.text("BALAI_SECRET_KEY")
# Keys that encrypt contact details at rest: the first one writes, all of them read.
DATA_KEYS = env.listing("BALAI_DATA_KEYS", [])
# Keys of the fingerprints by which rows are found: the first one writes, all find. Empty: the oldest data key does both.
INDEX_KEYS = env.listing("BALAI_INDEX_KEYS", [])
DEBUG = False
ALLOWED_HOSTS = env.listing("BALAI_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.listing("BALAI_ORIGINS", [])
# How many proxies of ours stand in front and write X-Forwarded-For; none by default.
PROXIES = env.number("BALAI_PROXIES", 0)
PUBLIC_URL = env.text("BALAI_PUBLIC_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    # rooms
    "balai.domains.citizen_reports",
    "balai.domains.instructions",
    "balai.domains.public_services",
    "balai.domains.residents",
    "balai.domains.service_adoption",
    "balai.domains.needs",
    "balai.domains.masterplan",
    "balai.domains.innovations",
    "balai.domains.ideas",
    "balai.domains.evaluation",
    "balai.domains.risks",
    "balai.domains.data_protection",
    # engine, in its order
    "balai.engine.indicators",
    "balai.engine.threads",
    "balai.engine.publications",
    "balai.engine.duties",
    "balai.engine.evidence",
    "balai.engine.cases",
    "balai.engine.conversations",
    "balai.engine.proofs",
    "balai.engine.documents",
    "balai.engine.notices",
    "balai.engine.gate",
    "balai.engine.ledger",
    "balai.engine.packs",
    "balai.engine.people",
    "balai.engine.data_subjects",
    "balai.engine.organizations",
    "balai.engine.parameters",
    "balai.engine.journal",
    # furniture
    "balai.kits.tasks",
    "balai.kits.schema",
    "balai.kits.ui",
    # attic: ties adapters to ports
    "balai.config.wiring.Wiring",
    # libraries
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "unfold.apps.BasicAppConfig",
    "django_htmx",
    "csp",
    "balai.engine.people.admin_config.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balai.kits.http.compression.CompressTextMiddleware",
    "balai.kits.http.middleware.DatabaseAwayMiddleware",
    "balai.kits.http.noughts.NoughtMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "balai.kits.http.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "balai.engine.people.middleware.IdleSessionMiddleware",
    "balai.kits.ui.refusals.RefusedMiddleware",
]

ROOT_URLCONF = "balai.config.urls"
WSGI_APPLICATION = "balai.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["balai.kits.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "balai.engine.organizations.context.region",
                "balai.engine.people.context.navigation",
            ],
        },
    },
]

DATABASES = {"default": env.database("BALAI_DATABASE_URL", data_dir=DATA_DIR)}

# Indonesian is the source language of every template; English is the first translation.
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [ROOT / "src" / "balai" / "kits" / "ui" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "documents"
# The private key that signs packs which leave this house; made with `balai pack keys --new FILE`.
PACK_KEY_FILE = Path(env.text("BALAI_PACK_KEY_FILE", str(DATA_DIR / "pack-key")))

# Documents: a local folder, or any S3-compatible service by setting one address:
# BALAI_DOCUMENTS_S3=https://key:secret@host/bucket
DOCUMENTS_S3 = env.text("BALAI_DOCUMENTS_S3")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {"BACKEND": "balai.engine.documents.storage.DocumentStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Deaths are told to the civil registry where an address is given.
DUKCAPIL = env.text("BALAI_DUKCAPIL")
DUKCAPIL_TOKEN = env.text("BALAI_DUKCAPIL_TOKEN")

# Other bodies (Open311) that lie inside our own network; all others are asked by HTTPS at public addresses only.
PEER_PRIVATE_HOSTS = env.listing("BALAI_PEER_PRIVATE_HOSTS", [])
# Who signs letters: "local" (a key of our own; without one a demo authority marked CONTOH) or "bsre" (BSrE's Esign
# Client server by one address: https://user:password@host).
SIGNING = env.text("BALAI_SIGNING", "local")
SIGNING_DEMO = env.flag("BALAI_SIGNING_DEMO", True)
SIGNING_KEY = env.text("BALAI_SIGNING_KEY")
SIGNING_CERT = env.text("BALAI_SIGNING_CERT")
SIGNING_BSRE = env.text("BALAI_SIGNING_BSRE")
# Certificates (PEM) that BSrE's signatures lead to, for the check page.
SIGNING_BSRE_ROOTS = env.text("BALAI_SIGNING_BSRE_ROOTS")
# The coat of arms on letterheads: an SVG or PNG file.
LETTER_LOGO = env.text("BALAI_LETTER_LOGO")
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/petugas/"

TASKS = {"default": {"BACKEND": "balai.kits.tasks.backend.TableBackend"}}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("BALAI_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("BALAI_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("BALAI_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("BALAI_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("BALAI_SMTP_TLS", False)
EMAIL_TIMEOUT = 20
# Messages to phones: one or more Apprise addresses in which {phone} stands for the number.
APPRISE_URLS = env.listing("BALAI_APPRISE_URLS", [])
# People may also write by chat, SMS and e-mail: see docs/channels.md. A channel without its settings is not there.
TELEGRAM_TOKEN = env.text("BALAI_TELEGRAM_TOKEN")
TELEGRAM_SECRET = env.text("BALAI_TELEGRAM_SECRET")
WHATSAPP_PHONE_ID = env.text("BALAI_WHATSAPP_PHONE_ID")
WHATSAPP_TOKEN = env.text("BALAI_WHATSAPP_TOKEN")
WHATSAPP_APP_SECRET = env.text("BALAI_WHATSAPP_APP_SECRET")
WHATSAPP_VERIFY_TOKEN = env.text("BALAI_WHATSAPP_VERIFY_TOKEN")
WHATSAPP_TEMPLATE = env.text("BALAI_WHATSAPP_TEMPLATE")
WHATSAPP_TEMPLATE_LANGUAGE = env.text("BALAI_WHATSAPP_TEMPLATE_LANGUAGE", "id")
SMS_SECRET = env.text("BALAI_SMS_SECRET")
SMS_HEADER = env.text("BALAI_SMS_HEADER", "X-Signature")
SMS_FIELDS = env.listing("BALAI_SMS_FIELDS", [])
SMS_URL = env.text("BALAI_SMS_URL")
SMS_BODY = env.text("BALAI_SMS_BODY", "to={to}&text={text}&reference={reference}")
SMS_HEADERS = env.text("BALAI_SMS_HEADERS")
SMS_ID = env.text("BALAI_SMS_ID", "id")
# The mailbox that people write to: imaps://user:password@host/INBOX.
IMAP = env.text("BALAI_IMAP")
DEFAULT_FROM_EMAIL = env.text("BALAI_MAIL_FROM", "Balai <balai@localhost>")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Counted requests live here: with the default of 300 a busy hour would forget who asks too often.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *env.listing("BALAI_TILE_HOSTS", [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
# Map tiles are optional: without an address the map draws the region from its own points.
TILE_URL = env.text("BALAI_TILE_URL")
TILE_CREDIT = env.text("BALAI_TILE_CREDIT")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Tracking codes, file tokens and query strings stay out of every line.
    "filters": {"safe": {"()": "balai.kits.http.logs.SafeRecord"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["safe"]}},
    "root": {"handlers": ["console"], "level": env.text("BALAI_LOG_LEVEL", "INFO")},
}

# Accounts: by e-mail, handed out by the operator or an agency's admin; sessions end after half a day without use.
SESSION_COOKIE_AGE = 12 * 60 * 60
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
LOGIN_HOMES = {
    "CITIZEN": "/",
    "VILLAGE_OFFICER": "/loket/",
    "EXECUTIVE": "/pimpinan/",
    "OPERATOR": "/kelola/",
}
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("full_name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "balai.engine.people.validators.WeakWordValidator"},
]
ACCOUNT_ADAPTER = "balai.engine.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# A stranger's address gets no mail, and the page does not tell whether an account exists.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Wrong passwords are counted in a table (people/attempts.py). These are counted in the memory of each process.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "reset_password": "20/h/ip,3/h/key",
    "login_failed": "20/m/ip,5/5m/key",
}
MFA_ADAPTER = "balai.engine.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Clocks of phones may be half a minute off.
MFA_TOTP_TOLERANCE = 1
