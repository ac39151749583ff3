"""Idea box for citizens and officers, and the yearly contest (KRENOVA) with its jury."""
