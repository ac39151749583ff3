"""Named questions of the room."""
