"""Pure rules of relaying: which case may go where, when to try again, what circles."""
