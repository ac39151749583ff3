"""Decisions about reports as pure functions."""
