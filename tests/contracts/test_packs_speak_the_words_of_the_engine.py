"""A pack names stages, roles, limits and rungs; its rules may not import the engine that reads them, so this compares."""

from balai.engine.cases.rules import law
from balai.engine.cases.terms import State
from balai.engine.packs.rules.reading import flow, manifest
from balai.engine.people.terms import Role


def test_stages_are_the_states_of_cases() -> None:
    assert set(flow.STAGES) == set(State)


def test_clocks_are_those_of_cases() -> None:
    assert (flow.LIMITS, flow.UNITS, flow.RUNGS) == (law.LIMIT_CODES, law.UNITS, law.RUNGS)


def test_roles_are_those_of_people() -> None:
    assert set(manifest.PEOPLE) < set(Role)
