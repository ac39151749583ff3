"""SQLite as a database for a whole town hall: durable, one writer at a time, and writers in a fair queue."""
