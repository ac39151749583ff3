"""An empty database gets its tables as they are now, at once, instead of by every step that led to them."""
