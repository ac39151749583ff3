"""Named questions of evaluation, by subject."""
