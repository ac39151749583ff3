"""Named questions about risks."""
