"""Indicators: numbers that the rooms publish, and the only place that dashboards read.

A room registers an `Indicator` and adds *deltas* to its *cells* (indicator, key, day, bucket) while it follows
the journal. A dashboard adds cells up; it never looks inside a room. Percentiles count what is still open.
"""
