"""Forms of the masterplan, by subject."""
