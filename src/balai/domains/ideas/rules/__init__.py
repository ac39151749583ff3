"""Decisions about ideas and contests, as pure functions."""
