"""Tables of the masterplan, by subject."""

from .programmes import Plan, Programme, ProgrammeYear

__all__ = ["Plan", "Programme", "ProgrammeYear"]
