"""Decisions about books: how they are laid out, what may be drawn, how two versions differ. No database, no clock."""
