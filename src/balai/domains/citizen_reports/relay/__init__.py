"""Cases that other bodies are asked about: sent on, followed there, compared. The case stays with its holder."""
