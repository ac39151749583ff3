"""Acts of the gate."""
