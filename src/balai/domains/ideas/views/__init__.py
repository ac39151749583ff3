"""Pages of ideas and contests."""
