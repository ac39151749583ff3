"""Acts on needs, one subject a file."""
