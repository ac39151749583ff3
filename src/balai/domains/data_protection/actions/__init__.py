"""Acts of data protection."""
