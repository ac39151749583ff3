"""Acts of the outbox and the inbox, by subject."""
