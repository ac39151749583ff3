"""Decisions of the room as pure functions: no Django, no clock, no network."""
