"""What field review makes known when the program starts."""


def field_ready() -> None:
    """Register its kinds, permissions and chapters."""
