"""What is odd in the register, counted by kind. The words of a record name its own cells; here they are heaped."""

from collections import defaultdict

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.terms import ODD_LABELS
from balai.kits.ui.words import said


def odd_counts() -> list[tuple[str, str, list[int]]]:
    """(code, label, innovations) of each kind of oddity, the most frequent first."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = Innovation.objects.filter(merged_into=None).exclude(odd=[]).order_by("pk")
    for number, texts in rows.values_list("pk", "odd"):
        for code in {_kind(text) for text in texts}:
            found[code].append(number)
    heaps = [(code, said(ODD_LABELS[code]), numbers) for code, numbers in found.items()]
    return sorted(heaps, key=lambda one: (-len(one[2]), one[0]))


_MARKS = (
    ("WRONG_ORDER", "lebih dulu"),
    ("NO_OPD", "OPD"),
    ("NO_DATE", "tidak ada tanggalnya"),
    ("NO_NUMBER", "nomor register"),
    ("DOUBLE", "hampir sama"),
    ("FUTURE", "belum tiba"),
    ("UNREAD", "tidak terbaca"),
    ("UNREAD", "tidak dikenal;"),
)


def _kind(text: str) -> str:
    return next((code for code, mark in _MARKS if mark in text), "OTHER")
