"""Routing rules as text: YAML that an officer types, read with suspicion and written for reading."""

from collections.abc import Sequence

import yaml

from balai.domains.citizen_reports.rules.rule_shape import check_shape
from balai.foundation.errors import Refused

MOST_BYTES = 100_000
# rules > list > rule > when > list of words, and one to spare.
MOST_DEPTH = 6
_KEYS = ("code", "when", "opd", "priority", "clock", "note")


def parse_rules(text: str) -> list[dict]:
    """The rules in `text`: a list, alone or below `rules:`.

    Raises Refused RULES_TOO_LONG, RULES_UNREADABLE (with the line) or RULE_INVALID (with rule and field).
    Anchors and aliases are refused: a few lines of them can stand for more words than a machine holds.
    """
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise Refused("RULES_TOO_LONG", f"Teks aturan paling besar {MOST_BYTES // 1000} KB.", field="rules")
    try:
        _scan(text)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error.problem_mark) from error
    except (yaml.YAMLError, ValueError) as error:
        # A character that YAML does not know, or a number or date that is none.
        raise Refused(
            "RULES_UNREADABLE", "Ada karakter, angka atau tanggal yang tidak dapat dibaca.", field="rules"
        ) from error
    if isinstance(data, dict) and set(data) == {"rules"}:
        data = data["rules"]
    check_shape(data)
    return data


def dump_rules(rules: Sequence[dict]) -> str:
    """The rules as an officer edits them, keys in one order whatever the database did; `parse_rules` reads them back."""
    ordered = [{key: rule[key] for key in sorted(rule, key=_place_of)} for rule in rules]
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None)


def _place_of(key: str) -> tuple[int, str]:
    return (_KEYS.index(key) if key in _KEYS else len(_KEYS), key)


def _scan(text: str) -> None:
    """Walk over the text without building anything from it: no aliases, no depth, no key twice."""
    # Per open collection: the keys so far and whether the next is a key; None for a list.
    inside: list[tuple[set[str], bool] | None] = []
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                event.start_mark, "jangkar (&) dan alias (*) tidak dipakai di sini; tulis nilainya."
            )
        if isinstance(event, yaml.CollectionEndEvent):
            inside.pop()
        elif isinstance(event, yaml.NodeEvent):
            if inside and inside[-1] is not None:
                inside[-1] = _next(inside[-1], event)
            if isinstance(event, yaml.CollectionStartEvent):
                inside.append((set(), True) if isinstance(event, yaml.MappingStartEvent) else None)
            if len(inside) > MOST_DEPTH:
                raise _refused(event.start_mark, "terlalu banyak tingkat; periksa tanda kurungnya.")


def _next(mapping: tuple[set[str], bool], event: yaml.NodeEvent) -> tuple[set[str], bool]:
    """Keys and values take turns; a key may stand once."""
    keys, is_key = mapping
    if not is_key:
        return keys, True
    name = event.value if isinstance(event, yaml.ScalarEvent) else ""
    if name in keys:
        raise _refused(event.start_mark, f"`{name}` ditulis dua kali.")
    keys.add(name)
    return keys, False


def _refused(mark: yaml.Mark, message: str) -> Refused:
    return Refused("RULES_UNREADABLE", f"Baris {mark.line + 1}: {message}", field="rules")


def _unreadable(mark: yaml.Mark | None) -> Refused:
    where = f"Baris {mark.line + 1}, kolom {mark.column + 1}" if mark else "Teks"
    message = (
        f"{where}: susunannya tidak dapat dibaca. Periksa lekukan, titik dua dan tanda kurung di sekitarnya."
    )
    return Refused("RULES_UNREADABLE", message, field="rules")
