"""Evidence: kept once, dated, verified by somebody else than its owner, and used by any instrument."""
