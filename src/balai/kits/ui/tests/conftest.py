"""Fixtures of the interface."""

import pytest

PLAIN = {
    "ROOT_URLCONF": "balai.kits.ui.tests.furniture_urls",
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "builtins": ["balai.kits.ui.templatetags.ui"],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
}


@pytest.fixture
def plain(settings):
    """Only the furniture: no rooms, no database."""
    for name, value in PLAIN.items():
        setattr(settings, name, value)
