"""The five tones of the interface, and the icon that says the same without colour."""

from typing import Literal

Tone = Literal["ok", "warn", "late", "info", "muted"]

ICONS: dict[str, str] = {
    "ok": "check",
    "warn": "clock",
    "late": "alert",
    "info": "info",
    "muted": "dot",
}
# Tags of django.contrib.messages as tones.
MESSAGE_TONES = {"success": "ok", "warning": "warn", "error": "late", "info": "info", "debug": "muted"}


def known(tone: str) -> str:
    """Return `tone` when it is one of the five, else "muted", so that a typing error never breaks a page."""
    return tone if tone in ICONS else "muted"
