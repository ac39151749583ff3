"""Decisions about risks as pure functions."""
