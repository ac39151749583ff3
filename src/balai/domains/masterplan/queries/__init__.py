"""Named questions of the masterplan, by subject."""
