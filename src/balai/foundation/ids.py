"""Tracking codes: short enough to read out over the phone, and wrong ones are noticed.

The alphabet has 31 symbols, a prime number; the five letters it leaves out (O I L S Z) are read as the
digit they look like. The last symbol makes a weighted sum divisible by 31, with a different weight at
every place: one wrong symbol, or any two symbols swapped, changes the sum.
"""

import secrets
from collections.abc import Callable

from balai.foundation.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRTUVWXY"
LENGTH = 9
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("OILSZ", "01152")
_FILLING = str.maketrans("", "", " -–—._/\t\n\r\u00a0")


def new_tracking_code(random: Callable[[int], bytes] = secrets.token_bytes, *, length: int = LENGTH) -> str:
    """A new code such as `K7M-4Q2-XPD`: 31^8 (8.5 * 10^11) possibilities and a check symbol.

    `random(n)` gives n bytes; the default is the operating system's. `length` counts the symbols, at most 30.
    """
    symbols = ""
    while len(symbols) < length - 1:
        # Five bits each; 31 is thrown away so that every symbol is equally likely.
        values = [byte & 31 for byte in random(LENGTH)]
        symbols += "".join(ALPHABET[value] for value in values if value < 31)
    return with_check_symbol(symbols[: length - 1])


def with_check_symbol(symbols: str) -> str:
    """The code of these symbols of the alphabet: grouped by three, the last symbol guards the others."""
    return _grouped(symbols + ALPHABET[-_weighted(symbols, len(symbols) + 1) % 31])


def normalize_tracking_code(text: str, *, length: int = LENGTH) -> str:
    """The code as it is stored, from what a person typed: any case, spaces or dashes anywhere, O for 0.

    Raises Refused CODE_MALFORMED (wrong length or symbol) or CODE_WRONG_CHECK (mistyped).
    """
    symbols = symbols_of(text)
    if len(symbols) != length or any(symbol not in _VALUES for symbol in symbols):
        raise Refused(
            "CODE_MALFORMED",
            "Kode lacak terdiri atas 9 huruf dan angka, misalnya K7M-4Q2-XPD.",
            field="code",
        )
    if _weighted(symbols, length) % 31:
        raise Refused(
            "CODE_WRONG_CHECK",
            "Kode lacak ini keliru: ada huruf atau angka yang salah ketik atau tertukar. Periksa lagi kodenya.",
            field="code",
        )
    return _grouped(symbols)


def symbols_of(text: str) -> str:
    """What a person typed without dashes and blanks, in capitals, look-alikes read as digits; maybe no code at all."""
    return text.translate(_FILLING).upper().translate(_LOOK_ALIKES)


def _weighted(symbols: str, length: int) -> int:
    return sum((length - place) * _VALUES[symbol] for place, symbol in enumerate(symbols))


def _grouped(symbols: str) -> str:
    return "-".join(symbols[start : start + 3] for start in range(0, len(symbols), 3))
