"""Decisions about cases as pure functions: no database, no clock, no settings."""
