"""A NIK that is typed anywhere comes out nowhere: not in logs, error pages, the journal, mails, the table of tasks.

And nobody learns from the doors of the house whether a NIK, an address or a code is known: the same answer, with the same questions
to the database. The doors where a stranger can type one: the privacy form, the tracking pages, signing in, a new password.
"""

import io
import json
import logging
import re
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.tests.factories import file, make_region
from balai.domains.data_protection.tests.factories import MAIL, account, make_clocks
from balai.domains.data_protection.views import asking
from balai.domains.residents.tests.factories import applied, officer, person, table, village
from balai.engine.journal.public import Entry, run_followers, seal
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.redaction import has_number
from balai.kits.http.logs import SafeRecord
from balai.kits.tasks.models import Job

pytestmark = pytest.mark.django_db
NIK = "3325110101900001"
# As long as the one that is known: what was typed comes back on some forms.
STRANGE = MAIL.replace("warga", "orang")
ASK, FOLLOW = reverse("data_protection:ask"), reverse("data_protection:follow")


@pytest.fixture
def lines():
    """Everything that is logged, as the console would write it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s %(request_id)s %(name)s %(message)s"))
    handler.addFilter(SafeRecord())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def left_behind() -> str:
    """What the house wrote for others to read: journal, tasks, mails."""
    seal(at=timezone.now())
    run_followers(at=timezone.now())
    rows = [json.dumps(entry.data) + entry.subject_id for entry in Entry.objects.all()]
    rows += [json.dumps([job.arguments, job.error, str(job.result)]) for job in Job.objects.all()]
    rows += [f"{one.subject} {one.body}" for one in mail.outbox]
    return "\n".join(rows)


def typed(contact=MAIL, **more):
    return {"right": "ACCESS", "contact": contact, "codes": "", "text": "", "key": str(uuid4()), **more}


def test_planted_at_every_door_it_comes_out_nowhere(lines, settings):
    settings.DEBUG = False
    applied(table([person(1)]))
    make_region()
    make_clocks()
    file(text=f"Tolong, NIK saya {NIK}, jalan berlubang.", landmark="Pasar rekaan")
    client = Client(raise_request_exception=False)
    client.post(ASK, typed(text=f"NIK {NIK}", codes=NIK))
    client.post(ASK, typed(contact=NIK, right="ERASURE", text=""))
    client.post(FOLLOW, {"code": NIK})
    client.post(reverse("citizen_reports:track"), {"code": NIK})
    client.get(reverse("citizen_reports:list"), {"q": NIK})
    client.get(f"/laporan/{NIK}/")
    client.get("/api/reports", {"q": NIK})
    client.post("/api/reports", json.dumps({"nik": NIK}), content_type="application/json")
    client.post("/masuk/", {"login": NIK, "password": NIK})
    client.force_login(officer())
    client.post(reverse("residents:list"), {"q": NIK})
    client.force_login(make_user(Role.OPERATOR))
    client.get("/kelola/people/user/", {"q": NIK})
    assert not has_number(lines.getvalue()), re.findall(r".*\d{16}.*", lines.getvalue())[:5]
    assert not has_number(left_behind())


def test_an_error_tells_nobody_the_number_that_caused_it(lines, monkeypatch):
    def broken(**_):
        raise RuntimeError(f"duplicate key value (nik)=({NIK})")

    monkeypatch.setattr(asking.asking, "file_request", broken)
    answer = Client(raise_request_exception=False).post(ASK, typed(text=NIK))
    assert answer.status_code == 500
    assert NIK not in answer.content.decode()
    assert "RuntimeError" in lines.getvalue() and NIK not in lines.getvalue()


def shape(client: Client, url: str, data: dict) -> tuple[int, int, list[str]]:
    """Status, size and the questions that were put to the database, without their values."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, data | {"key": str(uuid4())})
    verbs = re.compile(r" (?:VALUES|WHERE|SET) |SAVEPOINT ")
    size = len(re.sub(r"[\w+/=-]{16,}", "", answer.content.decode()))
    return answer.status_code, size, [verbs.split(query["sql"])[0] for query in asked.captured_queries]


def unlike(url: str, known: dict, unknown: dict) -> list:
    """Nothing, where a stranger cannot tell the one from the other. The first answers fill what is kept in the process."""
    shape(Client(), url, known), shape(Client(), url, unknown)
    one, other = shape(Client(), url, known), shape(Client(), url, unknown)
    apart = [pair for pair in zip(one[2], other[2], strict=False) if pair[0] != pair[1]]
    return apart if one[:2] == other[:2] and len(one[2]) == len(other[2]) else [one, other]


def test_the_privacy_form_does_not_tell_whether_an_address_is_known():
    make_clocks()
    account()
    assert unlike(ASK, typed(), typed(STRANGE)) == []


def test_the_privacy_form_does_not_tell_whether_a_code_is_known():
    make_region()
    make_clocks()
    code = file().case.tracking_code
    known = typed(codes=code)
    assert unlike(ASK, known, typed(codes="K7M-4Q2-XPD")) == []


def test_a_new_password_does_not_tell_whether_an_address_is_known():
    account()
    url = reverse("account_reset_password")
    known, unknown = ({"email": mail} for mail in (MAIL, STRANGE))
    one, other = shape(Client(), url, known), shape(Client(), url, unknown)
    assert one[:2] == other[:2]


def test_signing_in_does_not_tell_whether_an_address_is_known():
    account()
    url = reverse("account_login")
    one, other = (
        shape(Client(), url, {"login": mail, "password": "keliru sekali"}) for mail in (MAIL, STRANGE)
    )  # fmt: skip
    assert one[:2] == other[:2]


def test_a_village_asks_the_same_of_a_number_that_is_known_elsewhere_and_of_none():
    applied(table([person(1)]))
    client = Client()
    client.force_login(officer(village("33.25.99.2002", "Misalrejo")))
    url = reverse("residents:list")
    shape(client, url, {"q": NIK})
    one, other = (shape(client, url, {"q": nik}) for nik in (person(1)["nik"], NIK))
    assert one == other
