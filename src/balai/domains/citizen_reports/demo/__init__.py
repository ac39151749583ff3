"""A lively, invented past for a region: so that a new installation can be looked at before it has reports.

Everything goes through the real actions. People, words and pictures are made by the project itself.
"""
