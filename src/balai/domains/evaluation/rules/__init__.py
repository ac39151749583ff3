"""Decisions of evaluation. Pure."""
