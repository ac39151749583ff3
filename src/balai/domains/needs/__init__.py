"""Needs inventory: what offices, villages, institutions and citizens need, and what became of it.

For those who plan and those who asked. A need is merged with its like, weighed by an open formula, and followed to the
programme that answers it or to the reason why none does.
"""
