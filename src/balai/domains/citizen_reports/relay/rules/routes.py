"""Which case may go to a body, under which service of theirs, and when that is proposed.

As people write it, one line a route: `category; area; service code there; when to propose`. A category or area left empty
means every one; an area covers what lies in it. The last part is empty (never proposed), `selalu`, or words of the report.

    JLN01; 33.25; JALAN-PROVINSI; jalan provinsi, pantura
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from balai.foundation.errors import Refused

ALWAYS = "selalu"
MOST_ROUTES = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What a route asks of a case."""

    category: str
    area: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """The service code that a route gives; `because` is the word that proposes it, "" when nothing does."""

    service: str
    is_proposed: bool = False
    because: str = ""


def read_routes(text: str, *, categories: Collection[str]) -> list[dict[str, Any]]:
    """Routes from lines. Raises Refused ROUTE_INVALID, which names the line."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(";")]
        if len(parts) not in {3, 4} or not parts[2] or len(parts[2]) > 80:
            raise _invalid(number, "tulis kategori; wilayah; kode layanan di sana; usulkan bila.")
        if parts[0] and parts[0] not in categories:
            raise _invalid(number, f"kategori {parts[0][:40]} tidak dikenal.")
        words = [word.strip().lower() for word in (parts[3] if len(parts) == 4 else "").split(",")]
        rows.append(
            {"category": parts[0], "area": parts[1], "service": parts[2], "words": [w for w in words if w]}
        )
    if len(rows) > MOST_ROUTES:
        raise _invalid(MOST_ROUTES + 1, f"paling banyak {MOST_ROUTES} baris.")
    return rows


def write_routes(rows: Sequence[Mapping[str, Any]]) -> str:
    """The lines of routes, as `read_routes` reads them."""
    return "\n".join(
        "; ".join([row["category"], row["area"], row["service"], ", ".join(row["words"])]) for row in rows
    )


def match(rows: Sequence[Mapping[str, Any]], facts: Facts) -> Match | None:
    """The first route that fits; one that proposes goes before one that only allows."""
    fitting = [_matched(row, facts) for row in rows if _fits(row, facts)]
    return next((found for found in fitting if found.is_proposed), fitting[0] if fitting else None)


def _fits(row: Mapping[str, Any], facts: Facts) -> bool:
    if row["category"] and row["category"] != facts.category:
        return False
    return not row["area"] or f"{facts.area}.".startswith(f"{row['area']}.")


def _matched(row: Mapping[str, Any], facts: Facts) -> Match:
    if ALWAYS in row["words"]:
        return Match(row["service"], True)
    words = f" {' '.join(facts.text.lower().split())} "
    found = next((word for word in row["words"] if word in words), "")
    return Match(row["service"], bool(found), found)


def _invalid(number: int, what: str) -> Refused:
    return Refused("ROUTE_INVALID", f"Baris {number}: {what}", field="routes")
