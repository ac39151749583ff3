"""The desk: where officers work on cases of every kind."""
