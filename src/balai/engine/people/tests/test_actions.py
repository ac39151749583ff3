"""Accounts are created, changed and closed by those who may, with one journal entry each."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.engine.journal import public as journal
from balai.engine.people import tasks
from balai.engine.people.actions import change_role, create_officer, deactivate, reactivate
from balai.engine.people.models import User
from balai.engine.people.public import actor_of, officers
from balai.engine.people.terms import Role
from balai.engine.people.testing import PASSWORD, make_opd, make_user
from balai.foundation.actor import CITIZEN, SYSTEM, Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.tasks.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def operator():
    return actor_of(make_user(Role.OPERATOR))


def codes(user):
    return [(entry.code, entry.data) for entry in journal.history(subject=("user", user.pk))]


def test_a_new_officer_gets_an_account_and_an_entry(operator, now):
    opd = make_opd()
    user = create_officer(
        email=" Wati@Contoh.Invalid ",
        full_name="Wati Contoh",
        role=Role.OPD_ADMIN,
        opd=opd,
        phone="0812",
        by=operator,
        at=now,
    )
    user.refresh_from_db()
    assert (user.email, user.phone, user.has_usable_password()) == ("wati@contoh.invalid", "0812", False)
    assert codes(user) == [("OFFICER_CREATED", {"role": "OPD_ADMIN", "opd": opd.pk, "area": None})]


@pytest.mark.parametrize(
    ("role", "code", "field"),
    [(Role.OPD_ADMIN, "OPD_MISSING", "opd"), (Role.VILLAGE_OFFICER, "AREA_MISSING", "area")],
)
def test_a_role_without_its_place_is_refused(operator, now, role, code, field):
    with pytest.raises(Refused) as refused:
        create_officer(email="a@contoh.invalid", full_name="A", role=role, by=operator, at=now)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not User.objects.filter(email="a@contoh.invalid").exists()


def test_one_address_is_one_account(operator, now):
    make_user(email="sama@contoh.invalid")
    with pytest.raises(Refused, match="Sudah ada akun"):
        create_officer(email="SAMA@contoh.invalid", full_name="B", role=Role.EXECUTIVE, by=operator, at=now)


def test_an_agency_admin_makes_officers_of_its_own_agency_only(now):
    admin = actor_of(make_user(Role.OPD_ADMIN))
    made = create_officer(
        email="p@contoh.invalid", full_name="P", role=Role.FIELD_OFFICER, opd=make_opd(), by=admin, at=now
    )
    assert made.opd_id == admin.opd_id
    with pytest.raises(Forbidden):
        create_officer(
            email="q@contoh.invalid",
            full_name="Q",
            role=Role.FIELD_OFFICER,
            opd=make_opd("LAIN"),
            by=admin,
            at=now,
        )


def test_roles_change_and_the_entry_says_from_what(operator, now):
    user = make_user(Role.FIELD_OFFICER)
    change_role(user=user, role=Role.OPD_ADMIN, opd=user.opd, by=operator, at=now)
    user.refresh_from_db()
    assert user.role == Role.OPD_ADMIN
    [(code, data)] = codes(user)
    assert (code, data["from_role"], data["role"]) == ("OFFICER_ROLE_CHANGED", "FIELD_OFFICER", "OPD_ADMIN")


def test_the_same_role_again_is_no_act(operator, now):
    user = make_user(Role.EXECUTIVE)
    with pytest.raises(Conflict):
        change_role(user=user, role=Role.EXECUTIVE, by=operator, at=now)
    assert codes(user) == []


def test_nobody_changes_their_own_account(now):
    user = make_user(Role.OPERATOR)
    for act in (deactivate, reactivate):
        with pytest.raises(Forbidden):
            act(user=user, by=actor_of(user), at=now)
    with pytest.raises(Forbidden):
        change_role(user=user, role=Role.EXECUTIVE, by=actor_of(user), at=now)


def test_an_agency_admin_cannot_take_an_operator_down(now):
    user, admin = make_user(Role.OPERATOR), actor_of(make_user(Role.OPD_ADMIN))
    with pytest.raises(Forbidden):
        deactivate(user=user, by=admin, at=now)
    user.refresh_from_db()
    assert user.is_active


def test_a_closed_account_has_no_open_session(client, operator, now):
    user = make_user(password=PASSWORD)
    client.force_login(user)
    assert client.get("/akun/").status_code == 200
    deactivate(user=user, by=operator, at=now)
    assert client.get("/akun/").status_code == 302
    assert officers(role=Role.FIELD_OFFICER) == []
    reactivate(user=user, by=operator, at=now)
    assert [code for code, _ in codes(user)] == ["OFFICER_DEACTIVATED", "OFFICER_REACTIVATED"]


def test_the_letter_leads_to_a_password_and_to_the_desk(client, now):
    user = create_officer(
        email="surat@contoh.invalid", full_name="Surat Contoh", role=Role.EXECUTIVE, by=SYSTEM, at=now
    )
    journal.seal(at=now + timedelta(seconds=5))
    journal.run_followers(at=now + timedelta(seconds=5))
    assert Job.objects.filter(task__endswith="invite_officer").count() == 1
    tasks.invite_officer.func(user.pk)
    [letter] = mail.outbox
    assert letter.to == ["surat@contoh.invalid"]
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    assert "Buat kata sandi" in page.content.decode()
    answer = client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    answer = client.post("/masuk/", {"login": "surat@contoh.invalid", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/pimpinan/")


def test_no_letter_for_an_account_that_was_closed_meanwhile(now):
    user = make_user(is_active=False)
    tasks.invite_officer.func(user.pk)
    assert mail.outbox == []


def test_the_database_refuses_an_officer_without_agency():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("x@contoh.invalid", role=Role.OPD_ADMIN, full_name="X")


def test_actors():
    officer, citizen = make_user(Role.OPD_ADMIN), make_user(Role.CITIZEN)
    assert actor_of(officer) == Actor("OFFICER", officer.pk, officer.opd_id, "OPD_ADMIN")
    assert actor_of(citizen) == Actor("CITIZEN", citizen.pk, None, "CITIZEN")
    assert actor_of(None) == CITIZEN
