"""Learning the category from the region's own decided reports. A side door: the room works without it.

Training wants scikit-learn (`balai[routing]`); what it gives is words and weights, which `rules/learned.py` reads without it.
"""
