"""Planning a review, and sheets that come from phones: once each, none over another, nothing lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.models import Sheet, Site, Visitor
from balai.domains.evaluation.queries.field import day_plan, sheets_of
from balai.domains.evaluation.tests.field_hall import (
    given,
    jpeg,
    make_hall,
    make_site,
    packed,
    send,
    sheet_fields,
)
from balai.engine.journal import public as journal
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.kits import sealing
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_hall()


def codes(kind, number):
    return [entry.code for entry in journal.history(subject=(kind, number))]


def test_a_plan_is_made_by_who_plans_and_says_who_goes_where(hall):
    assert codes("field_review", hall.review.pk).count("FIELD_REVIEWER_APPOINTED") == 3
    assert codes("field_review", hall.review.pk)[-1] == "FIELD_SITE_ADDED"
    plan = day_plan(hall.ani.pk, today=hall.site.visit_date)
    assert [site.pk for site in plan["today"]] == [hall.site.pk]
    assert day_plan(hall.insider.pk, today=hall.site.visit_date)["today"] == []


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"reviewers": "insider"}, "OWN_OFFICE", "reviewers"),
        ({"reviewers": "stranger"}, "REVIEWER_UNKNOWN", "reviewers"),
        ({"visit_date": "other year"}, "DATE_WRONG", "visit_date"),
        ({"opd_id": 0}, "OPD_UNKNOWN", "opd_id"),
        ({"checklist_id": None}, "FORM_UNKNOWN", "checklist_id"),
        ({"latitude": None}, "PLACE_WRONG", "latitude"),
        ({"subject": ("SERVICE", "tidak-ada")}, "SUBJECT_UNKNOWN", "subject"),
        ({"name": "x"}, "TEXT_TOO_SHORT", "name"),
    ],
)
def test_a_site_that_cannot_be_is_refused_in_words(hall, change, code, field):
    people = {"insider": [hall.insider.pk], "stranger": [hall.coordinator.pk]}
    if "reviewers" in change:
        change = {"reviewers": people[change["reviewers"]]}
    if "visit_date" in change:
        change = {"visit_date": hall.site.visit_date.replace(year=hall.year - 1)}
    with pytest.raises(Refused) as refused:
        make_site(hall, **{"name": "Lokasi lain", **change})
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Site.objects.count() == 1


def test_nobody_else_plans_and_two_who_change_at_once_are_told(hall):
    with pytest.raises(Refused, match="koordinator"):
        visits.plan_review(year=hall.year, title="Tinjauan lain", by=actor_of(hall.ani), at=hall.at)
    change = {"review_id": hall.review.pk, "site_id": hall.site.pk, "by": hall.lead, "at": hall.at}
    visits.keep_site(given=given(hall, place="Pindah", reviewers=[hall.ani.pk]), version=1, **change)
    with pytest.raises(Refused) as refused:
        visits.keep_site(given=given(hall, place="Lain lagi"), version=1, **change)
    assert refused.value.code == "CHANGED_MEANWHILE"
    assert Site.objects.get().place == "Pindah"
    assert list(Visitor.objects.values_list("user_id", flat=True)) == [hall.ani.pk]


@pytest.mark.slow
def test_who_was_not_the_quicker_looks_and_saves_again(hall, client):
    client.force_login(hall.coordinator)
    Site.objects.update(version=3)
    stale = {name: value for name, value in given(hall, place="Tempat yang saya ketik").items() if value}
    url = reverse("evaluation:field_edit_site", args=[hall.site.pk])
    assert_saved_when_sent_again(client, url, {**stale, "version": 1})
    assert Site.objects.get().place == "Tempat yang saya ketik"


def test_who_leaves_the_team_keeps_what_was_written(hall):
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="3"))
    for row in hall.review.appointments.all():
        visits.relieve(appointment_id=row.pk, by=hall.lead, at=hall.at)
        visits.relieve(appointment_id=row.pk, by=hall.lead, at=hall.at)
    assert list(hall.site.visitors.values_list("user_id", flat=True)) == [hall.ani.pk]
    assert codes("field_review", hall.review.pk).count("FIELD_REVIEWER_RELIEVED") == 3


def test_a_sheet_sent_three_times_is_one_with_its_photo_and_place(hall):
    key = uuid4()
    fields = sheet_fields(hall.site, open="YES", clean="3") | {
        "filled_at": (hall.at - timedelta(hours=5)).isoformat(),
        "lat": "-6.901234",
        "lon": "109.712345",
        "photo-front-at": (hall.at - timedelta(hours=6)).isoformat(),
        "photo-front-lat": "-6.9",
        "photo-front-lon": "109.7",
    }
    for _ in range(3):
        assert send(hall, hall.ani, fields, [("photo-front", jpeg())], key=key, later=3).message == ""
    sheet = Sheet.objects.get()
    photo = sheet.photos.get()
    assert sheet.answers == {"open": "YES", "clean": 3}
    assert (sheet.latitude, sheet.longitude) == (-6.901234, 109.712345)
    assert sheet.filled_at == hall.at - timedelta(hours=5)
    assert (photo.item, photo.document.latitude, photo.document.taken_at) == (
        "front",
        -6.9,
        hall.at - timedelta(hours=6),
    )
    assert codes("field_site", hall.site.pk) == ["FIELD_SHEET_FILED"]


def test_what_cannot_be_read_is_kept_as_typed_and_said(hall):
    fields = sheet_fields(hall.site, open="mungkin") | {
        "filled_at": (hall.at + timedelta(days=2)).isoformat(),
        "lat": "timur",
        "lon": "109",
    }
    filed = send(hall, hall.ani, fields, [("photo-front", b"bukan foto")])
    sheet = Sheet.objects.get()
    assert (sheet.odd, sheet.answers, sheet.latitude) == ({"open": "mungkin"}, {}, None)
    assert sheet.filled_at == sheet.received_at == hall.at
    assert "bukan foto" in filed.message
    assert "wajib" in filed.message


def test_two_reviewers_of_one_site_both_stand_and_their_differences_show(hall):
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="4"))
    send(hall, hall.budi, sheet_fields(hall.site, open="YES", clean="1"), later=5)
    send(hall, hall.ani, sheet_fields(hall.site, open="YES", clean="3"), later=9)
    found = sheets_of(hall.site)
    assert [row.reviewer_id for row in found.rows] == [hall.budi.pk, hall.ani.pk]
    assert [row.values for row in found.lines if row.differs] == [("1 dari 4", "3 dari 4")]
    assert (found.former, found.mean) == (1, 2.0)


def test_who_was_not_sent_or_is_of_the_agency_is_refused(hall):
    for user, code in ((hall.insider, "OWN_OFFICE"), (hall.coordinator, "NOT_SENT")):
        with pytest.raises(Refused) as refused:
            send(hall, user, sheet_fields(hall.site, open="YES", clean="4"))
        assert refused.value.code == code
    assert Sheet.objects.count() == 0


def test_a_phone_gets_a_receipt_and_a_stranger_s_box_none(client, hall):
    client.force_login(hall.ani)
    label = f"evaluation:{hall.ani.pk}"
    key = client.get(reverse("evaluation:field_greeting")).json()["key"]
    assert key == sealing.public_key(label)
    parcel = packed(sheet_fields(hall.site, open="YES", clean="2"))

    def posted(box):
        data = {"key": str(uuid4()), "sealed": SimpleUploadedFile("kiriman", box)}
        return client.post(reverse("evaluation:field_sendings"), data)

    answer = posted(sealing.seal(label, parcel))
    assert answer.json() == {
        "state": "FILED",
        "code": "Pasar rekaan",
        "url": reverse("evaluation:field_site", args=[hall.site.pk]),
        "message": "",
    }
    other = posted(sealing.seal(f"evaluation:{hall.budi.pk}", parcel))
    assert (other.status_code, other.json()["state"]) == (422, "REFUSED")
    assert client.post(reverse("evaluation:field_sendings")).status_code == 422


def test_the_worker_keeps_the_blank_forms_of_own_sites_and_they_know_nobody(client, hall):
    client.force_login(hall.ani)
    worker = client.get(reverse("evaluation:field_worker")).content.decode()
    blank = reverse("evaluation:field_offline_sheet", args=[hall.site.pk])
    assert blank in worker
    for page in (blank, reverse("evaluation:field_offline_interview", args=[hall.site.pk])):
        text = client.get(page).content.decode()
        assert "csrfmiddlewaretoken" not in text
        assert hall.ani.full_name not in text
    client.force_login(hall.insider)
    assert blank not in client.get(reverse("evaluation:field_worker")).content.decode()
    assert client.get(blank).status_code == 404


def test_without_javascript_the_same_form_makes_the_same_sheet_once(client, hall):
    client.force_login(hall.ani)
    address = reverse("evaluation:field_sheet", args=[hall.site.pk])
    key = client.get(address).context["key"]
    data = {**sheet_fields(hall.site, open="NO", clean="0"), "key": str(key)}
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert Sheet.objects.get().answers == {"open": "NO", "clean": 0}
