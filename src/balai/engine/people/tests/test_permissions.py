"""Guards, menu and the back office."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from balai.engine.people import menu as menus
from balai.engine.people import permissions
from balai.engine.people.context import navigation
from balai.engine.people.models import User
from balai.engine.people.public import SMART_CITY, Item, badge, may, menu, permission, requires, requires_api
from balai.engine.people.terms import Role
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.errors import Forbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(monkeypatch):
    """A register and a menu of its own for each test."""
    monkeypatch.setattr(permissions, "_known", dict(permissions._known))
    monkeypatch.setattr(menus, "_items", {})
    monkeypatch.setattr(menus, "_badges", {})
    return permission("test.work", roles={Role.OPD_ADMIN}, label="Kerja contoh")


def ask(user, path="/petugas/?x=1", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.user = user
    return request


def view(request):
    return HttpResponse("isi")


def test_the_guard_sends_visitors_to_sign_in_and_others_to_a_person(known):
    guarded = requires("test.work")(view)
    assert guarded.permission == "test.work"
    assert guarded(ask(make_user(Role.OPD_ADMIN))).content == b"isi"
    visitor = guarded(ask(AnonymousUser()))
    assert (visitor.status_code, visitor.url) == (302, "/masuk/?next=/petugas/%3Fx%3D1")
    refused = guarded(ask(make_user(Role.EXECUTIVE)))
    assert refused.status_code == 403
    assert "hanya untuk: Admin OPD. Peran akun Anda: Pimpinan" in refused.content.decode()


def test_a_fragment_for_a_visitor_moves_the_whole_page(known):
    answer = requires("test.work")(view)(ask(AnonymousUser(), **{"HX-Request": "true"}))
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/masuk/")


def test_a_closed_account_may_nothing(known):
    assert not may(make_user(Role.OPD_ADMIN, is_active=False), "test.work")


def test_unknown_and_doubled_codes_are_bugs(known):
    with pytest.raises(KeyError):
        may(AnonymousUser(), "test.unknown")
    with pytest.raises(ValueError, match="twice"):
        permission("test.work", roles={Role.CITIZEN}, label="Kerja contoh")
    assert permission("test.work", roles={Role.OPD_ADMIN}, label="Kerja contoh") == known


def test_the_api_guard(known):
    guard = requires_api("test.work")
    assert guard(ask(make_user(Role.OPD_ADMIN))).role == Role.OPD_ADMIN
    with pytest.raises(permissions.NotSignedIn):
        guard(ask(AnonymousUser()))
    with pytest.raises(Forbidden):
        guard(ask(make_user(Role.EXECUTIVE)))
    assert requires_api("public")(ask(AnonymousUser())) is True


def test_the_menu_shows_what_one_may_use(known, django_assert_num_queries):
    menu(Item("Kerja", "mfa_index", "test.work", "inbox", 20, badge="work"))
    menu(Item("Masuk", "account_login", "public", "sign-in", 10))
    badge("work", lambda user: 3)
    badge("notices", lambda user: 5)
    officer = navigation(ask(make_user(Role.OPD_ADMIN), "/akun/kunci/"))
    assert [
        (line["label"], line["url"], line["active"], line["count"]) for line in officer["navigation"]
    ] == [
        ("Masuk", "/masuk/", False, 0),
        ("Kerja", "/akun/", True, 3),
    ]
    assert str(officer["unread_notices"]) == "5"
    with django_assert_num_queries(0):
        visitor = navigation(ask(AnonymousUser()))
        assert [line["label"] for line in visitor["navigation"]] == ["Masuk"]
        assert not visitor["unread_notices"]


def test_lines_of_one_subject_fold_under_one_word_and_are_drawn_so(known):
    menu(Item("Masuk", "account_login", "public", "sign-in", 10))
    menu(Item("Kerja", "mfa_index", "test.work", "inbox", 20, group=SMART_CITY))
    menu(Item("Sandi", "account_change_password", "test.work", "inbox", 21, group=SMART_CITY))
    request = ask(make_user(Role.OPD_ADMIN), "/akun/kunci/")
    drawn = render_to_string(
        "ui/parts/nav_items.html", {"items": navigation(request)["navigation"], "folded": "yes"}
    )
    links = re.findall(r'<a class="navlink" href="([^"]*)"[^>]*>.*?<span>([^<]+)</span>', drawn)
    assert links == [
        ("/masuk/", "Masuk"),
        (reverse("mfa_index"), "Kerja"),
        (reverse("account_change_password"), "Sandi"),
    ]
    assert re.findall(r"<summary[^>]*><span>([^<]+)</span>", drawn) == ["Kota cerdas"]


def test_a_fuller_line_takes_the_place_of_the_public_one(known):
    menu(Item("Ringkas", "account_login", "public", "alert", 10, unless="test.work"))
    menu(Item("Lengkap", "mfa_index", "test.work", "alert", 11))
    for user, label in [(AnonymousUser(), "Ringkas"), (make_user(Role.OPD_ADMIN), "Lengkap")]:
        assert [line["label"] for line in navigation(ask(user))["navigation"]] == [label]


ROWS = [
    "/kelola/", "/kelola/people/user/", "/kelola/organizations/opd/", "/kelola/organizations/area/",
    "/kelola/organizations/mandate/", "/kelola/organizations/region/", "/kelola/parameters/parameter/",
    "/kelola/parameters/holiday/",
]  # fmt: skip


@pytest.mark.parametrize("page", ROWS)
def test_the_back_office_opens_for_operator_and_auditor_only(client, page):
    make_opd()
    assert client.get(page).url == f"/masuk/?next={page}"
    for role, status in [(Role.OPD_ADMIN, 403), (Role.AUDITOR, 200), (Role.OPERATOR, 200)]:
        client.force_login(make_user(role))
        assert (role, client.get(page).status_code) == (role, status)


def test_the_back_office_has_no_second_door(client):
    assert client.get("/kelola/login/?next=/kelola/").status_code == 302
    assert client.post("/kelola/login/", {"username": "a", "password": "b"}).url.startswith("/masuk/")


def test_the_auditor_cannot_write(client):
    client.force_login(make_user(Role.AUDITOR))
    assert client.get("/kelola/people/user/add/").status_code == 403
    assert client.post("/kelola/people/user/add/", {"email": "x@contoh.invalid"}).status_code == 403


def test_the_operator_creates_changes_and_closes(client):
    operator = make_user(Role.OPERATOR)
    client.force_login(operator)
    opd = make_opd()
    form = {
        "email": "baru@contoh.invalid",
        "full_name": "Baru Contoh",
        "phone": "",
        "role": "OPD_ADMIN",
        "opd": "",
        "area": "",
    }
    answer = client.post("/kelola/people/user/add/", form, follow=True)
    assert "pilih OPD-nya" in answer.content.decode()
    client.post("/kelola/people/user/add/", {**form, "opd": opd.pk})
    user = User.objects.get(email="baru@contoh.invalid")
    client.post(f"/kelola/people/user/{user.pk}/change/", {"role": "EXECUTIVE", "opd": "", "area": ""})
    user.refresh_from_db()
    assert (user.role, user.opd_id) == (Role.EXECUTIVE, None)
    chosen = {"action": "close", "_selected_action": [user.pk, operator.pk]}
    answer = client.post("/kelola/people/user/", chosen, follow=True)
    user.refresh_from_db()
    operator.refresh_from_db()
    assert (user.is_active, operator.is_active) == (False, True)
    assert "akun Anda sendiri" in answer.content.decode()


def test_every_page_to_edit_reference_data_opens(client):
    client.force_login(make_user(Role.OPERATOR))
    opd = make_opd()
    for page in [
        f"/kelola/organizations/opd/{opd.pk}/change/", "/kelola/organizations/area/add/", "/kelola/organizations/mandate/add/",
        "/kelola/parameters/parameter/add/", "/kelola/parameters/holiday/add/", "/kelola/people/user/add/",
    ]:  # fmt: skip
        assert (page, client.get(page).status_code) == (page, 200)
