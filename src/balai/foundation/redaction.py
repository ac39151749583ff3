"""What no line that a machine writes may carry: the number of a person or a family card."""

import re

# Sixteen digits, as people group them; not the inside of a longer number.
_SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
MASK = "[16 angka]"


def redact(text: str) -> str:
    """`text` without sixteen-digit numbers (NIK, KK)."""
    return _SIXTEEN.sub(MASK, text)


def has_number(text: str) -> bool:
    """Whether there is one."""
    return _SIXTEEN.search(text) is not None
