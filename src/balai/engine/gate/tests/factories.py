"""Invented officers for the tests of the gate."""

from itertools import count

from balai.engine.people.public import Role, User
from balai.engine.people.testing import make_user

_numbers = count(1)


def coordinator() -> User:
    """Another one each time."""
    return make_user(Role.COORDINATOR, email=f"koordinator{next(_numbers)}@contoh.example")
