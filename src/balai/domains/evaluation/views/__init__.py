"""Pages of evaluation, by subject."""
