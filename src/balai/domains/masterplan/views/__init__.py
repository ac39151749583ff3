"""Pages of the masterplan, by subject."""
