"""Acts of evaluation, by subject."""
