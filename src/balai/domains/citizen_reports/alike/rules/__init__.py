"""When two reports speak of the same, as pure functions: no database, no clock, no settings."""
