"""Acts on cases: one function, one transaction, one journal entry, one named actor each."""
