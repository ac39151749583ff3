"""Pages of relaying."""
