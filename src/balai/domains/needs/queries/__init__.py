"""Named questions about needs."""
