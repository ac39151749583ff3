"""Acts on ideas and contests."""
