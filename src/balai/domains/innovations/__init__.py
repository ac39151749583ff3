"""Innovations of the OPDs, and whether they stay alive, measured from their use.

Legal basis: PP 38/2017. Its words: steward (pengampu), usage, liveness, alarm, cohort.
"""
