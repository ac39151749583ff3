"""Instruments that somebody wrote in a file: YAML without its traps. Pure."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from balai.foundation.errors import Refused

MOST_BYTES, MOST_DEPTH = 200_000, 30
_OPENS = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSES = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


def read_instrument(data: bytes) -> Mapping[str, Any]:
    """The content of a file: mappings, lists, texts, numbers, true and false; days as texts.

    Raises Refused FILE_ALIASES, FILE_DEEP, FILE_UNREADABLE, FILE_SHAPE.
    """
    try:
        text = data.decode("utf-8-sig")
        _look_through(text)
        found = _plain(yaml.safe_load(text))
    except (yaml.YAMLError, ValueError, RecursionError, MemoryError):
        raise Refused("FILE_UNREADABLE", "Berkas ini bukan YAML yang dapat dibaca.", field="file") from None
    if not isinstance(found, dict):
        raise Refused("FILE_SHAPE", "Isi berkas harus scale, total, dan parts.", field="file")
    return found


def _look_through(text: str) -> None:
    """Word by word, before anything is built: aliases unfold without end, and what lies too deep cannot be built at all."""
    depth = 0
    for token in yaml.scan(text):
        if isinstance(token, yaml.AliasToken):
            raise Refused(
                "FILE_ALIASES",
                "Berkas ini memakai rujukan (&, *); tuliskan isinya langsung.",
                field="file",
            )
        depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        if depth > MOST_DEPTH:
            raise Refused("FILE_DEEP", "Isi berkas ini terlalu bertingkat-tingkat.", field="file")


def _plain(value: Any) -> Any:
    """What a table can keep as JSON. Raises ValueError for anything else."""
    match value:
        case None | bool() | int():
            return value
        case float() if math.isfinite(value):
            return value
        case str() if "\0" not in value:
            value.encode()  # half a sign cannot be written
            return value
        case date():
            return value.isoformat()
        case list():
            return [_plain(one) for one in value]
        case dict() if all(isinstance(key, str | int) for key in value):
            return {str(_plain(key)): _plain(one) for key, one in value.items()}
    raise ValueError(f"{type(value).__name__} is not of an instrument")
