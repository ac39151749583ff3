"""The officer compares and merges: side by side, one by one and many at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import file, make_category, make_opd
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user

pytestmark = pytest.mark.django_db
ONE, TWO = "Jalan berlubang dalam di depan pasar rekaan.", "Lubang di jalan depan pasar rekaan makin dalam."


@pytest.fixture
def pair() -> tuple[Report, Report]:
    return file(text=ONE), file(text=TWO, at=timezone.now())


def sign_in(client, code: str = "DINAS_JALAN", role: Role = Role.OPD_ADMIN) -> None:
    client.force_login(make_user(role, email=f"{role}.{code}@contoh.invalid".lower(), opd=make_opd(code)))


def compare(client, report: Report, **headers):
    return client.get(reverse("citizen_reports:alike_of", args=[report.pk]), headers=headers)


def test_the_panel_and_the_page_show_what_may_be_the_same(client, pair):
    sign_in(client)
    one, two = pair
    for headers in ({}, {"hx-request": "true"}):
        page = compare(client, two, **headers).content.decode()
        assert number_of(one) in page
        assert "kategori sama" in page
        assert reverse("cases:do", args=[two.pk, "satukan"]) in page


def test_one_button_merges_and_another_takes_it_back(client, pair):
    sign_in(client)
    one, two = pair
    # From the page of the older one: the younger goes under it all the same.
    client.post(
        reverse("cases:do", args=[one.pk, "satukan"]), {"into": number_of(two), "text": "sama persis"}
    )
    two.case.refresh_from_db()
    assert two.case.head_id == one.pk
    page = client.get(reverse("cases:case", args=[one.pk])).content.decode()
    assert "1 laporan lain disatukan di sini" in page
    answer = client.post(reverse("cases:do", args=[two.pk, "pisahkan"]), {"back": one.pk})
    assert answer["Location"] == reverse("cases:case", args=[one.pk])
    two.case.refresh_from_db()
    assert two.case.head_id is None


def test_a_wrong_number_keeps_what_was_typed(client, pair):
    sign_in(client)
    page = client.post(
        reverse("cases:do", args=[pair[1].pk, "satukan"]), {"into": "entah", "text": "alasan saya"}
    )
    assert page.status_code == 400
    assert "alasan saya" in page.content.decode()


def test_many_are_merged_from_the_inbox(client, pair):
    sign_in(client)
    third = file(text="Lubang lagi di depan pasar rekaan.", at=timezone.now())
    keys = [report.pk for report in (third, *pair)]
    page = client.post(reverse("cases:bulk"), {"case": keys, "what": "satukan"}, follow=True)
    assert "2 laporan disatukan dengan" in page.content.decode()
    assert Report.objects.filter(case__head=pair[0].pk).count() == 2
    assert [row.pk for row in page.context["rows"]] == [pair[0].pk]
    assert "3 laporan" in page.content.decode()


def test_what_another_agency_holds_is_shown_without_a_button(client, pair):
    make_category("JLN09", opd=make_opd("DINAS_LAIN"))
    other = file(text=TWO, category_code="JLN09", at=timezone.now())
    sign_in(client, "DINAS_LAIN")
    page = compare(client, other).content.decode()
    assert "koordinator dapat menyatukannya" in page
    assert reverse("cases:do", args=[other.pk, "satukan"]) not in page


def test_who_may_not_see_the_case_sees_no_comparison(client, pair):
    make_opd("DINAS_LAIN")
    sign_in(client, "DINAS_LAIN")
    assert compare(client, pair[0]).status_code == 404
