"""The admin of an agency looks after its own people, and after nobody else."""

import pytest

from balai.engine.people.models import User
from balai.engine.people.terms import Role
from balai.engine.people.testing import make_opd, make_user
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = make_user(Role.OPD_ADMIN)
    client.force_login(user)
    return user


def test_the_list_shows_the_own_agency_only(client, admin):
    make_user(Role.FIELD_OFFICER, full_name="Sejawat Contoh")
    make_user(Role.FIELD_OFFICER, email="lain@contoh.invalid", full_name="Orang Lain", opd=make_opd("LAIN"))
    html = client.get("/akun/petugas/").content.decode()
    assert ("Sejawat Contoh" in html, "Orang Lain" in html) == (True, False)


def test_a_colleague_is_added_to_the_own_agency(client, admin):
    form = {"email": "baru@contoh.invalid", "full_name": "Baru Contoh", "role": "FIELD_OFFICER", "phone": ""}
    assert client.post("/akun/petugas/tambah/", form).status_code == 302
    assert User.objects.get(email="baru@contoh.invalid").opd_id == admin.opd_id
    again = client.post("/akun/petugas/tambah/", form).content.decode()
    assert "Sudah ada akun dengan surel ini." in again


def test_no_higher_role_is_offered(client, admin):
    form = {"email": "baru@contoh.invalid", "full_name": "Baru Contoh", "role": "OPERATOR", "phone": ""}
    assert client.post("/akun/petugas/tambah/", form).status_code == 200
    assert not User.objects.filter(email="baru@contoh.invalid").exists()


@pytest.mark.parametrize(
    ("what", "field", "value"),
    [("OPD_ADMIN", "role", Role.OPD_ADMIN), ("tutup", "is_active", False), ("", "is_active", True)],
)
def test_one_button_is_one_act(client, admin, what, field, value):
    user = make_user(Role.FIELD_OFFICER)
    client.post(f"/akun/petugas/{user.pk}/", {"tindakan": what})
    user.refresh_from_db()
    assert getattr(user, field) == value


def test_people_of_other_agencies_are_out_of_reach(client, admin):
    other = make_user(Role.FIELD_OFFICER, opd=make_opd("LAIN"))
    assert client.post(f"/akun/petugas/{other.pk}/", {"tindakan": "tutup"}).status_code == 404


def test_the_own_account_stays(client, admin):
    answer = client.post(f"/akun/petugas/{admin.pk}/", {"tindakan": "tutup"}, follow=True)
    admin.refresh_from_db()
    assert admin.is_active
    assert "akun Anda sendiri" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "role"), [("/akun/petugas/", Role.OPD_ADMIN), ("/kelola/people/user/", Role.OPERATOR)]
)
def test_lists_ask_a_bounded_number_of_questions(client, page, role):
    client.force_login(make_user(role, email="satu@contoh.invalid"))

    def make_rows(count):
        start = User.objects.count()
        for number in range(start, start + count):
            make_user(Role.FIELD_OFFICER, email=f"baris{number}@contoh.invalid")

    assert_bounded(client, page, make_rows)
