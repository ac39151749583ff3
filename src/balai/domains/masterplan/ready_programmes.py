"""What programmes, quick wins and the roadmap register when the program starts."""


def programmes_ready() -> None:
    """Register all of it."""
