"""Who keeps order, and who watches that."""

KEEP, SEE = "gate.keep", "gate.see"
