"""How far two reviewers agree: Cohen's kappa with quadratic weights (Cohen 1968). Pure."""

from collections.abc import Sequence


def quadratic_kappa(first: Sequence[int], second: Sequence[int], categories: int) -> float | None:
    """1 full agreement, 0 as by chance, below 0 worse. Verdicts are 0 … categories-1, pairwise.

    None without pairs, or where chance alone cannot disagree (all verdicts are one). Raises ValueError for unequal lengths or
    a verdict outside.
    """
    if len(first) != len(second):
        raise ValueError("both must have judged the same")
    if any(not 0 <= verdict < categories for verdict in (*first, *second)):
        raise ValueError("a verdict outside of the categories")
    total = len(first)
    if not total:
        return None
    observed = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / total
    expected = sum((a - b) ** 2 for a in first for b in second) / total**2
    return None if not expected else 1 - observed / expected


def confusion(first: Sequence[int], second: Sequence[int], categories: int) -> list[list[int]]:
    """How often row (first) met column (second)."""
    table = [[0] * categories for _ in range(categories)]
    for row, column in zip(first, second, strict=True):
        table[row][column] += 1
    return table
