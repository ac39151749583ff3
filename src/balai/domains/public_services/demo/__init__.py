"""Invented applications for a new installation: claims in every state, letters, a waiting list."""
