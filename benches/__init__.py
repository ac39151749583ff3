"""Measurements of the whole program on a private PostgreSQL: `make bench`, or `python -m benches --only create`."""
