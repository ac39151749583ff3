"""Strict readers for settings from the environment: a wrong value stops the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of NAME, stripped; empty counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """True or False; only the words True/False/1/0 are understood."""
    raw = text(name)
    if not raw:
        return default
    if raw not in {"True", "False", "1", "0"}:
        raise ImproperlyConfigured(f"{name}={raw!r}: tulis True atau False.")
    return raw in {"True", "1"}


def number(name: str, default: int) -> int:
    """A whole number."""
    raw = text(name)
    try:
        return int(raw) if raw else default
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r}: harus bilangan bulat.") from None


def listing(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    raw = text(name)
    return [part.strip() for part in raw.split(",") if part.strip()] if raw else default


def database(name: str, *, data_dir: Path) -> dict:
    """Django's database entry from a URL: `sqlite:///path` or `postgresql://user:pass@host:port/name`.

    Without a value: the embedded SQLite file in `data_dir`. A PostgreSQL host may also be a socket
    folder, as `postgresql:///name?host=/run/postgresql`.
    """
    url = urlsplit(text(name) or f"sqlite:///{data_dir / 'balai.sqlite3'}")
    if url.scheme == "sqlite":
        return {
            "ENGINE": "balai.kits.sqlite",
            "NAME": unquote(url.path)[1:],
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
            "CONN_MAX_AGE": None,
        }
    if url.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name}: hanya sqlite:// atau postgresql:// yang dikenal.")
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", None) or url.hostname or "",
        "PORT": str(url.port or query.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
