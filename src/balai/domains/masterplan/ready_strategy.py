"""What strategy, workshops, decrees and books register when the program starts."""


def strategy_ready() -> None:
    """Register all of it."""
