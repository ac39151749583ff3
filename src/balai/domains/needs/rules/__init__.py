"""Decisions about needs as pure functions."""
