"""The services ask the residents register."""

from balai.domains.public_services import ports
from balai.domains.residents import public as residents


def test_the_services_are_tied_to_the_residents_register():
    assert ports.people() is residents
