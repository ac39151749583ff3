"""Acts of programs that write to us."""
