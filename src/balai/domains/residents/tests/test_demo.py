"""The invented villagers: recognisable, without faults, the same every time."""

import pytest
from django.core.management import call_command

from balai.domains.residents import demo
from balai.domains.residents.models import PovertyEntry, Resident
from balai.domains.residents.public import find, listed
from balai.domains.residents.rules.checking import Checker, Row
from balai.domains.residents.tests.factories import CODES, NOW, TODAY, village
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd, make_user


def test_the_doctor_finds_nothing_wrong_with_them():
    for area_id, count in demo.VILLAGES.items():
        people = demo.people_of(area_id, count, today=TODAY)
        assert people == demo.people_of(area_id, count, today=TODAY) and count <= len(people) < count + 6
        assert all(one["nik"][:2] in ("99", "") for one in people)
        mapping = dict(enumerate(CODES))
        checker = Checker(kind="RESIDENTS", mapping=mapping, width=43, titles=CODES, today=TODAY)
        rows = [checker.read(Row(n, list(one.values()))) for n, one in enumerate(people, 2)]
        faults = [fault for row in rows for fault in row.faults] + checker.together(rows)
        assert [(fault.row, fault.code) for fault in faults] == []


@pytest.mark.django_db
def test_they_move_in_once():
    village("33.25.11.2007", "Contohsari")
    Parameter.objects.create(code="residents.list_agency", value="SOSIAL", valid_from="2000-01-01")
    make_user(Role.OPD_ADMIN, email="sosial@contoh.invalid", opd=make_opd("SOSIAL"))
    made = demo.fill(at=NOW)
    assert (
        made["residents"] == Resident.objects.count() >= 240
        and made["poor"] == PovertyEntry.objects.count() > 20
    )
    assert demo.fill(at=NOW) == {"residents": 0, "poor": 0}
    key = PovertyEntry.objects.first().person_key
    nik = Resident.objects.get(person_key=key).person["nik"]
    assert find(nik, area_id="33.25.11.2007") and listed("DTSEN", nik, on=TODAY)


@pytest.mark.django_db
def test_the_command(capsys):
    call_command("demo_residents")
    assert "Penduduk rekaan: 0" in capsys.readouterr().out
