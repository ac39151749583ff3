"""Private before public: what names a person is taken out of a text before anybody else reads it."""

import re

_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")
_NIK = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
_PHONE = re.compile(r"(?<![\d.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)")
_PLATE = re.compile(r"\b[A-Z]{1,2}[ -]?\d{1,4}[ -]?[A-Z]{2,3}\b")

_MASKS = (
    (_MAIL, "[surel disamarkan]"),
    (_NIK, "[NIK disamarkan]"),
    (_PHONE, "[nomor disamarkan]"),
    (_PLATE, "[pelat disamarkan]"),
)


def scrub(text: str) -> str:
    """`text` without e-mail addresses, 16-digit numbers (NIK, KK), mobile numbers and vehicle plates."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
