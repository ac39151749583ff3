"""Acts of relaying."""
