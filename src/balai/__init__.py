"""Balai: the public hall of one regency, in software."""
