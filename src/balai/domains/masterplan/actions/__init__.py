"""Acts of the masterplan, by subject."""
