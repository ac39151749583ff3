"""Amounts in words, as receipts want them."""

_UNITS = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_GROUPS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))


def spelled(amount: int) -> str:
    """`1000000` -> `satu juta rupiah`. Raises ValueError for less than nothing."""
    if amount < 0:
        raise ValueError("an amount on a receipt is not negative")
    return f"{_words(amount) if amount else 'nol'} rupiah"


def _words(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        return f"{_UNITS[number // 10]} puluh {_words(number % 10)}".strip()
    if number < 1000:
        first = "seratus" if number < 200 else f"{_UNITS[number // 100]} ratus"
        return f"{first} {_words(number % 100)}".strip()
    for size, name in _GROUPS:
        if number >= size:
            return f"{_words(number // size)} {name} {_words(number % size)}".strip()
    first = "seribu" if number < 2000 else f"{_words(number // 1000)} ribu"
    return f"{first} {_words(number % 1000)}".strip()
