"""Views of the room: translate a request into one action or query, and back."""
