"""Acts on risks, one subject a file."""
