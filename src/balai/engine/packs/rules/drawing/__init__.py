"""The flow of a pack as a picture: a swimlane chart as standard operating procedures here have it (SOP AP)."""

from .picture import draw_flow

__all__ = ["draw_flow"]
