"""Decisions of the masterplan as pure functions, by subject."""
