"""A report, a body that it may be sent on to, and a client that goes nowhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.relay import ports
from balai.domains.citizen_reports.relay.tests.pretend import PretendPeer, make_body
from balai.domains.citizen_reports.tests.factories import file, officer
from balai.foundation.actor import Actor


@pytest.fixture
def peer() -> Iterator[PretendPeer]:
    before, pretend = ports._peer, PretendPeer()
    ports.bind_peer(pretend)
    yield pretend
    ports.bind_peer(before)


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def report(db: None, now: datetime) -> Report:
    return file(at=now - timedelta(days=2), text="Lubang besar di jalan provinsi dekat pasar rekaan.")


@pytest.fixture
def body(report: Report, now: datetime) -> Body:
    return make_body(at=now - timedelta(days=3))


@pytest.fixture
def holder(report: Report) -> Actor:
    return officer(report.case.holder)
