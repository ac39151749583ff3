"""Rupiah: whole numbers, written as the law and the shops write them."""

import re

from balai.foundation.errors import Refused

_AMOUNT = re.compile(r"(-)?\s*(?:Rp\.?)?\s*(-)?\s*(\d+|\d{1,3}(?:\.\d{3})+)(?:,(?:00?|-))?", re.IGNORECASE)


def rupiah(amount: int) -> str:
    """`Rp 1.000.000`; negative amounts as `-Rp 500`."""
    digits = f"{abs(amount):,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp {digits}"


def parse_rupiah(text: str) -> int:
    """Whole rupiah from `Rp 1.000.000`, `1000000`, `Rp1.000,00` or `Rp 500,-`.

    Raises Refused MONEY_MALFORMED for anything else, sen included: a guess about money is not allowed.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if not match or (match[1] and match[2]):
        raise Refused("MONEY_MALFORMED", f"Jumlah uang tidak terbaca: {text!r}. Tulis seperti Rp 1.000.000.")
    amount = int(match[3].replace(".", ""))
    return -amount if match[1] or match[2] else amount
