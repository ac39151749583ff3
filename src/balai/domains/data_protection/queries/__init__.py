"""Named questions of data protection."""
