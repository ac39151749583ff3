"""Idea box for citizens and officers, and the yearly contest (KRENOVA) with its jury.

For whoever has an idea and wants an answer by a date, and for those who look for the next innovation. A stage of an idea is
what became of it; an edition is a year of the contest, an entry takes part in it, a sheet is one juror's points.
"""
