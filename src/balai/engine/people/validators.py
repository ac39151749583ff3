"""Password rules beyond Django's own: words that everybody here tries first."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from balai.engine.organizations import public as organizations

from .queries import region_or_none
from .rules import is_monotonous, weak_word_in

WORDS = Path(__file__).parent / "weak_words.txt"


@lru_cache(maxsize=1)
def _bundled() -> frozenset[str]:
    lines = (line.partition("#")[0].split() for line in WORDS.read_text(encoding="utf-8").splitlines())
    return frozenset(word for line in lines for word in line)


def _local() -> frozenset[str]:
    """The names of the region and its kecamatan: the first guess of anybody who wants in."""
    region = region_or_none()
    names = [region.name, region.short_name] if region else []
    names += [area.name for area in organizations.kecamatan_list()]
    return frozenset(part for name in names for part in name.lower().split() if len(part) >= 4)


class WeakWordValidator:
    """Refuses passwords that consist of well-known words, names of the region, keyboard runs and a few digits."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError `password_weak_word` or `password_monotonous`."""
        if is_monotonous(password):
            raise ValidationError(
                _("Kata sandi ini terlalu mudah ditebak: isinya berurutan atau berulang."),
                code="password_monotonous",
            )
        if word := weak_word_in(password, _bundled() | _local()):
            raise ValidationError(
                _("Kata sandi ini terlalu mudah ditebak: isinya hanya “%(word)s” dengan sedikit tambahan."),
                code="password_weak_word",
                params={"word": word},
            )

    def get_help_text(self) -> str:
        return _(
            "Rangkai beberapa kata yang tidak berhubungan, jangan nama daerah atau kata yang umum dipakai."
        )
