"""Attacks on the whole program. Each was tried by hand first; those that got through are kept here."""
