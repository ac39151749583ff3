"""Whether the parts of a pack fit together: everything that no single file shows."""

from .description import Pack
from .faults import PackFault


def check(pack: Pack) -> list[PackFault]:
    """Every fault of the pack, by file and line; none when it can be installed."""
    return []
