"""Decisions about innovations as pure functions: alive or not, fizzled or not, green or not, how long they last."""
