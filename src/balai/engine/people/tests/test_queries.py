"""On whose behalf an account acts."""

import pytest

from balai.engine.organizations import public as organizations
from balai.engine.people.public import Role, actor_of, officers
from balai.engine.people.testing import make_area, make_opd, make_user

pytestmark = pytest.mark.django_db


def test_a_village_officer_acts_for_the_government_of_the_village():
    area = make_area()
    office = make_opd("DESA-CONTOH", kind="DESA", area=area)
    clerk = make_user(Role.VILLAGE_OFFICER, area=area)
    stranger = make_user(
        Role.VILLAGE_OFFICER, area=make_area("33.25.99.2998", "Misalsari"), email="lain@contoh.invalid"
    )
    assert actor_of(clerk).opd_id == office.pk
    assert actor_of(stranger).opd_id is None
    assert officers(role=Role.VILLAGE_OFFICER, opd_id=office.pk) == [clerk.pk]


def test_the_government_of_a_desa_is_no_agency():
    office = make_opd("DESA-CONTOH", kind="DESA", area=make_area())
    agency = make_opd("DINAS-CONTOH")
    assert organizations.all_opds() == [agency]
    assert organizations.active_opds(on=agency.valid_from) == [agency]
    assert organizations.village_office(office.area_id) == office
