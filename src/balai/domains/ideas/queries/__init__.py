"""Named questions about ideas and contests."""
