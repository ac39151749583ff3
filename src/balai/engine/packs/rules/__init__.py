"""What a pack says, and what follows from it: pure decisions without framework, clock or network."""
