"""A fault at the place where the thing that it is about was written."""

from ..description import Pack, Place
from ..faults import PackFault

# Where things of a kind stand when their own line is not known.
_FILES = {
    "fields": "form.yaml",
    "sections": "form.yaml",
    "papers": "papers.yaml",
    "facts": "rules.yaml",
    "eligibility": "rules.yaml",
    "amount": "rules.yaml",
    "money": "rules.yaml",
    "states": "flow.yaml",
    "moves": "flow.yaml",
    "clocks": "flow.yaml",
    "start": "flow.yaml",
    "letters": "letters.yaml",
    "messages": "messages.yaml",
    "values": "values.yaml",
    "training": "training.yaml",
    "indicators": "indicators.yaml",
    "samples": "cases.yaml",
}


def at(pack: Pack, name: str, message: str, key: str = "") -> PackFault:
    """A fault of the thing called `name` (`moves.approve`), of its `key` where only that is wrong."""
    place = pack.places.get(name) or Place(_FILES.get(name.partition(".")[0], "pack.yaml"))
    return PackFault(place.file, place.line, f"{name}.{key}" if key else name, message)


def listed(codes: object) -> str:
    """`a, b, c` for a sentence; a dash where there is nothing."""
    words = [str(code) for code in codes]  # type: ignore[attr-defined]
    return ", ".join(words) if words else "-"
