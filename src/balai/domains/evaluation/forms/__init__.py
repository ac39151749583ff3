"""Forms of evaluation, by subject."""
