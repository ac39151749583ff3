"""Decisions about accounts and sign-in, without a database or a clock."""

import re
from dataclasses import dataclass

from .terms import (
    AREA_ROLES,
    MOST_FOR_ACCOUNT_FROM_STRANGERS,
    MOST_FROM_PLACE,
    MOST_FROM_PLACE_FOR_ACCOUNT,
    OPD_ROLES,
    Role,
)


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed attempts in the window, this one included: by this place for this account, by this place for any,
    and by any place for this account. `familiar`: the account was opened from this place not long ago."""

    pair: int
    place: int
    account: int
    familiar: bool


def may_try(failures: Failures) -> bool:
    """Whether this attempt is looked at.

    The wide limit of an account counts for strange places only: who is at a place where the account was opened
    before cannot be kept out by guesses that others make elsewhere.
    """
    if failures.pair > MOST_FROM_PLACE_FOR_ACCOUNT or failures.place > MOST_FROM_PLACE:
        return False
    return failures.familiar or failures.account <= MOST_FOR_ACCOUNT_FROM_STRANGERS


def may_manage(*, by_role: str, by_opd_id: int | None, role: Role, opd_id: int | None) -> bool:
    """Whether `by` may make or change an account with this role and agency.

    The operator everything; the admin of an agency its own admins and field officers.
    """
    if by_role == Role.OPERATOR:
        return True
    own = by_opd_id is not None and by_opd_id == opd_id
    return by_role == Role.OPD_ADMIN and own and role in {Role.OPD_ADMIN, Role.FIELD_OFFICER}


def lacks(*, role: Role, has_opd: bool, has_area: bool) -> str:
    """`opd` or `area` when the role needs one that is missing, otherwise ""."""
    if role in OPD_ROLES and not has_opd:
        return "opd"
    return "area" if role in AREA_ROLES and not has_area else ""


_LEET = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s"}
)
_DECORATION = re.compile(r"[^a-z]+")
# What may stand beside a weak word and still leave the password weak.
_ENOUGH_BESIDE = 6


def letters_of(password: str) -> str:
    """The letters that a guessing program sees: lower case, decoration removed, `r4h4s1a!2026` -> `rahasia`."""
    text = password.lower()
    stem = re.sub(r"[\d\W_]+$", "", text)  # a year or an exclamation mark at the end is no letter
    stem = re.sub(r"^[\d\W_]+", "", stem)
    return _DECORATION.sub("", stem.translate(_LEET))


def weak_word_in(password: str, words: frozenset[str]) -> str:
    """The well-known word that the password is made of, or "".

    A password is weak when fewer than six letters remain once the longest known words have been taken out.
    """
    left, found = letters_of(password), ""
    for word in sorted(words, key=lambda word: (-len(word), word)):
        if word in left:
            left, found = left.replace(word, ""), found or word
    return found if len(left) < _ENOUGH_BESIDE else ""


def is_monotonous(password: str) -> bool:
    """Few different characters, a run of the keyboard, or one short piece again and again."""
    text = password.lower()
    if len(set(text)) < 5 or text in (text + text)[1:-1]:
        return True
    rows = ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
    runs = sum(
        len(text[i : i + 4]) == 4 and any(text[i : i + 4] in row for row in rows) for i in range(len(text))
    )
    return runs * 2 >= len(text) - 3
