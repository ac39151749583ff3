"""What maturity and the peer check register when Django is ready."""


def maturity_ready() -> None:
    """Called once from `apps.ready()`."""
