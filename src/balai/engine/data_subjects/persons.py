"""What somebody is found by, in one way of writing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from balai.kits.crypto import blind_index, blind_indexes

NIK_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by what he proved to be his: NIK, address, phone (digits with the country's code), account, and the cases
    whose codes he holds. Nothing of it appears when it is printed."""

    nik: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    user_id: int | None = None
    case_ids: tuple[int, ...] = ()

    @property
    def is_nobody(self) -> bool:
        return not (self.nik or self.email or self.phone or self.user_id or self.case_ids)


def person(
    *, nik: str = "", email: str = "", phone: str = "", user_id: int | None = None, case_ids: tuple[int, ...] = ()
) -> Person:  # fmt: skip
    """A person from what was typed: spaces, dots and capitals do not count; `0812…` is `62812…`."""
    return Person(digits(nik), email.strip().lower(), international(phone), user_id, tuple(case_ids))


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def international(phone: str) -> str:
    """Digits with the country's code."""
    number = digits(phone)
    return f"62{number[1:]}" if number.startswith("0") else number


def texts_of(who: Person) -> Iterator[str]:
    """What the traces of a person are made of."""
    named = {"nik": who.nik, "mail": who.email, "phone": who.phone}
    yield from (f"{name} {text}" for name, text in named.items() if text)


def traces_of(who: Person) -> list[str]:
    """The traces that a row of this person has, by the key that writes."""
    return [blind_index(f"subject {text}") for text in texts_of(who)]


def all_traces_of(who: Person) -> list[str]:
    """The same by every key in use: for whoever looks."""
    return [finger for text in texts_of(who) for finger in blind_indexes(f"subject {text}")]
