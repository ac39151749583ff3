"""Sheets of maturity, filled in by who may, for the tests of acts and of pages."""

from django.test import RequestFactory
from django.utils import timezone

from balai.domains.innovations.actions import maturity as acts
from balai.domains.innovations.actions import maturity_entry
from balai.domains.innovations.tests.paper import (
    MANDATORY,
    coordinator,
    officer,
)
from balai.engine.people.public import User, actor_of


def owner():
    return actor_of(officer("SATU"))


def score(one, answers=None, *, version=0, by=None, edition="2026"):
    return acts.score_sheet(
        innovation_id=one.pk if one else None,
        edition=edition,
        answers=MANDATORY if answers is None else answers,
        version=version,
        by=by or owner(),
        at=timezone.now(),
    )


def verify(one, verdicts, *, version=1, by=None):
    by = by or coordinator()
    return acts.verify_sheet(
        innovation_id=one.pk, edition="2026", verdicts=verdicts, version=version, by=by, at=timezone.now()
    )


def enter(one, edition="2026", by=None):
    return maturity_entry.enter_sheet(
        innovation_id=one.pk, edition=edition, by=by or coordinator(), at=timezone.now()
    )


def request(user=None):
    made = RequestFactory().get("/")
    made.user = user or User()
    return made
