"""FixMyStreet's dialect: the address for it, what it sends, and what it may not do."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
import xmltodict
from django.utils import timezone
from PIL import Image

from balai.domains.citizen_reports.bulk import lines, rows_of
from balai.domains.citizen_reports.models import ApiKey, Category, Report
from balai.domains.citizen_reports.models_peers import Body, PeerOrigin, PeerPhoto, PeerUpdate
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.open311.actions.photos import PhotosAway, fetch_photos
from balai.domains.citizen_reports.open311.tasks import fetch_peer_photos
from balai.domains.citizen_reports.reference import forget_reference
from balai.domains.citizen_reports.tests.factories import (
    PLACE,
    file,
    make_category,
    make_key,
    make_parameter,
    officer,
    photo,
)
from balai.engine.cases import public as cases
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.kits.http.outgoing import Answer, Unreachable
from balai.kits.tasks.models import Job

pytestmark = pytest.mark.django_db
BASE = "/open311/fixmystreet/"
UPDATES = BASE + "servicerequestupdates.xml"
PHOTO = "https://foto.contoh.example/1.jpg"


def stamp(at) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def xml(response, root: str, item: str) -> list[dict]:
    assert response.status_code == 200, response.content
    rows = (xmltodict.parse(response.content)[root] or {}).get(item, [])
    return rows if isinstance(rows, list) else [rows]


@pytest.fixture
def now():
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def key(db) -> tuple[ApiKey, str]:
    make_category("JLN01", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number"}])
    return make_key("FixMyStreet Contoh")


@pytest.fixture
def sent(key) -> dict:
    """A report as FixMyStreet sends it: no key of its own, but the number of the report as an attribute."""
    return {
        "jurisdiction_id": "99.01", "api_key": key[1], "service_code": "JLN01", "lat": PLACE[0], "long": PLACE[1],
        "first_name": "Wati", "last_name": "-", "email": "wati@contoh.example", "deviceid": "fixmystreet",
        "description": "title: Lubang\n\ndetail: Lubang besar di depan pasar rekaan.\n\nurl: https://fms.example/report/41",
        "attribute[fixmystreet_id]": "41", "attribute[report_url]": "https://fms.example/report/41",
        "attribute[DEPTH]": "30", "media_url": [PHOTO, "https://foto.contoh.example/2.jpg"],
    }  # fmt: skip


@pytest.fixture
def report(client, sent) -> Report:
    client.post(BASE + "requests.xml", sent)
    return Report.objects.select_related("case__holder").get()


def update(key, report, **given) -> dict:
    return {
        "jurisdiction_id": "99.01", "api_key": key[1], "service_request_id": number_of(report), "update_id": "7",
        "updated_datetime": "2026-09-01T00:00:00+07:00", "status": "OPEN", "description": "Masih berlubang.",
        "first_name": "Wati", "last_name": "-", "email": "wati@contoh.example", "email_alerts_requested": "FALSE",
        **given,
    }  # fmt: skip


def test_services_have_flags_groups_and_attributes(client, key):
    make_category("RHS01", group="OTHER")
    make_category("TUA01", group="OTHER", is_active=False)
    make_parameter("open311.service_flags", {"RHS01": ["private", "kacau"]})
    rows = xml(client.get(BASE + "services.xml"), "services", "service")
    assert [(row["service_code"], row["metadata"], row["groups"]["group"]) for row in rows] == [
        ("JLN01", "true", "Infrastructure"), ("RHS01", "true", "Other"), ("TUA01", "true", "Other")
    ]  # fmt: skip
    flags = [set(row["keywords"].split(",")) & {"private", "inactive", "kacau"} for row in rows]
    assert flags == [set(), {"private"}, {"inactive"}]
    # What the plain interface lists has neither: other clients know nothing of this.
    plain = client.get("/open311/v2/services.json").json()
    assert [(row["service_code"], "groups" in row, "private" in row["keywords"]) for row in plain] == [
        ("JLN01", False, False), ("RHS01", False, False)
    ]  # fmt: skip


def test_a_definition_lists_what_fixmystreet_fills_by_itself(client, key):
    found = client.get(BASE + "services/JLN01.json").json()["attributes"]
    assert [row["order"] for row in found] == list(range(1, 7))
    automated = {row["code"]: (row["automated"], row["required"]) for row in found if "automated" in row}
    assert automated["fixmystreet_id"] == ("server_set", False)
    assert {"title", "description", "report_url", "closest_address"} < set(automated)
    assert [row["code"] for row in client.get("/open311/v2/services/JLN01.json").json()["attributes"]] == [
        "DEPTH"
    ]


def test_discovery_names_the_address_it_was_asked_at(client, key):
    urls = [row["url"] for row in client.get(BASE + "discovery.json").json()["endpoints"]]
    assert all(url.rstrip("/").endswith("/open311/fixmystreet") for url in urls)


def test_a_report_of_fixmystreet_keeps_where_it_comes_from(client, sent, key):
    first, again = client.post(BASE + "requests.xml", sent), client.post(BASE + "requests.xml", sent)
    assert first.content == again.content
    report = Report.objects.get()
    origin = PeerOrigin.objects.get()
    assert (origin.case_id, origin.api_key, origin.foreign_number) == (report.pk, key[0], "41")
    assert origin.url == "https://fms.example/report/41"
    assert (report.answers["DEPTH"], report.answers["media_url"]) == (30, sent["media_url"])
    # Another number is another report.
    client.post(BASE + "requests.xml", sent | {"attribute[fixmystreet_id]": "42"})
    assert Report.objects.count() == 2


def test_a_report_that_went_out_from_here_is_refused(client, sent):
    response = client.post(BASE + "requests.xml", sent | {"relay_path": "33, 99.01"})
    assert (response.status_code, Report.objects.count()) == (400, 0)
    assert "berasal dari sini" in response.content.decode()


def test_no_place_is_a_place_to_be_found(client, sent):
    del sent["lat"], sent["long"]
    client.post(BASE + "requests.xml", sent | {"address_id": "#NOTPINPOINTED#"})
    report = Report.objects.select_related("case").get()
    assert (report.latitude, report.area_id) == (None, None)


def test_an_update_is_taken_once_by_its_id_and_told_under_one_id(client, key, report, now):
    answers = {
        xml(client.post(UPDATES, update(key, report)), "service_request_updates", "request_update")[0][
            "update_id"
        ]
        for _ in range(2)
    }
    assert PeerUpdate.objects.count() == 1
    rows = xml(client.get(UPDATES), "service_request_updates", "request_update")
    assert {row["update_id"] for row in rows} == answers
    # Who said it does not hear it again; the number of FixMyStreet stands on the rows of its own reports.
    cases.accept(case_id=report.pk, by=officer(report.case.holder), at=timezone.now())
    (row,) = xml(client.get(UPDATES, {"api_key": key[1]}), "service_request_updates", "request_update")
    assert (row["status"], row["fixmystreet_id"], row["external_status_code"]) == (
        "in_progress", "41", "CASE_ACCEPTED"
    )  # fmt: skip
    assert client.get(UPDATES, {"own": "true"}).status_code == 403


def test_the_same_id_of_another_key_is_another_update(client, key, report):
    client.post(UPDATES, update(key, report))
    client.post(UPDATES, update(make_key("Situs Lain Contoh"), report, description="Setuju, parah."))
    assert PeerUpdate.objects.count() == 2
    other = file()
    assert client.post(UPDATES, update(key, other)).status_code == 409


STATUSES = [
    "OPEN", "CLOSED", "FIXED", "IN_PROGRESS", "ACTION_SCHEDULED", "PLANNED", "INVESTIGATING", "DUPLICATE",
    "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION", "INTERNAL_REFERRAL", "FOR_TRIAGE", "CANCELLED", "REOPEN",
    "UNCHANGED",
]  # fmt: skip


def test_no_status_from_outside_moves_a_case_that_is_worked_on(client, key, report):
    before = cases.Case.objects.get(pk=report.pk).snapshot()
    for number, status in enumerate(STATUSES):
        assert client.post(UPDATES, update(key, report, update_id=number, status=status)).status_code == 200
    assert cases.Case.objects.get(pk=report.pk).snapshot() == before
    assert list(PeerUpdate.objects.order_by("pk").values_list("status", flat=True)) == STATUSES


@pytest.mark.parametrize("status", ["FIXED", "CLOSED", "CANCELLED"])
def test_nothing_from_outside_confirms_what_was_answered(client, key, report, now, status):
    cases.reply(
        case_id=report.pk, text="Sudah.", is_final=True, by=officer(report.case.holder), at=timezone.now()
    )
    client.post(UPDATES, update(key, report, status=status))
    assert cases.Case.objects.get(pk=report.pk).state == "ANSWERED"


def test_reopen_of_the_site_that_filed_it_is_the_reporters_contest(client, key, report):
    by = officer(report.case.holder)
    cases.reply(case_id=report.pk, text="Sudah.", is_final=True, by=by, at=timezone.now())
    stranger = update(make_key("Situs Lain Contoh"), report, status="REOPEN")
    client.post(UPDATES, stranger)
    assert cases.Case.objects.get(pk=report.pk).state == "ANSWERED"
    for _ in range(2):
        client.post(UPDATES, update(key, report, status="REOPEN", description="Belum ditambal."))
    case = cases.Case.objects.get(pk=report.pk)
    assert (case.state, case.contest_count) == ("IN_PROGRESS", 1)
    assert cases.thread(case, public_only=True)[-1].text == "Belum ditambal."


def test_a_state_without_words_is_told_in_ours(client, key, report):
    client.post(UPDATES, update(key, report, status="FIXED", description=""))
    assert cases.thread(report.case, public_only=True)[-1].text == "Di situs asalnya: dinyatakan selesai."


def test_photos_come_with_an_update(client, key, report):
    client.post(UPDATES, {**update(key, report), "photo1": photo(), "photo2": photo(colour=(1, 2, 3))})
    rows = xml(client.get(UPDATES), "service_request_updates", "request_update")
    assert len(rows[-1]["media_url"]) == 2
    assert len(client.get(UPDATES.replace("xml", "json")).json()[-1]["media_url"]) == 2


def test_windows_have_both_ends_and_whole_seconds(client, key, now):
    made = file(at=now - timedelta(hours=9))
    by = officer(made.case.holder)
    cases.accept(case_id=made.pk, by=by, at=now - timedelta(hours=5, microseconds=-700_000))
    cases.pause(case_id=made.pk, reason="WEATHER", text="Hujan.", by=by, at=now - timedelta(hours=4))
    both = {"start_date": stamp(now - timedelta(hours=5)), "end_date": stamp(now - timedelta(hours=4))}
    assert len(xml(client.get(UPDATES, both), "service_request_updates", "request_update")) == 2
    # Each of two windows that touch has what lies on the edge: the client knows it by its id.
    left = {"start_date": stamp(now - timedelta(hours=6)), "end_date": stamp(now - timedelta(hours=5))}
    assert len(xml(client.get(UPDATES, left), "service_request_updates", "request_update")) == 1


def test_more_than_a_page_is_told_oldest_first_and_nothing_is_lost(client, key, now):
    made = [file(at=now - timedelta(hours=9)) for _ in range(3)]
    for number in range(7):
        one = made[number % 3]
        text = f"Kabar {number}."
        cases.remark(
            case_id=one.pk, text=text, is_public=True, by=CITIZEN, at=now - timedelta(minutes=50 - number)
        )
    url, found = f"{UPDATES}?page_size=3", []
    while url:
        response = client.get(url)
        found += xml(response, "service_request_updates", "request_update")
        link = response.headers.get("Link", "")
        url = link.split(">")[0][1:] if link.split(", ")[0].endswith('rel="next"') else ""
    assert [row["description"][-2:-1] for row in found] == list("0123456")


@pytest.fixture
def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), (90, 90, 30)).save(out, "PNG")
    return out.getvalue()


def known(key, **given) -> Body:
    values = {"name": "FixMyStreet Contoh", "media_hosts": ["foto.contoh.example"], **given}
    return Body.objects.create(code="fms", incoming_key=key[0], created_at=timezone.now(), **values)


def test_photos_are_fetched_only_from_hosts_of_a_known_peer(client, sent, key, picture):
    client.post(BASE + "requests.xml", sent)
    assert not PeerPhoto.objects.exists()
    known(key)
    more = {"attribute[fixmystreet_id]": "42", "media_url": [PHOTO, "https://lain.example/2.jpg"]}
    client.post(BASE + "requests.xml", sent | more)
    report = Report.objects.order_by("pk").last()
    assert list(PeerPhoto.objects.values_list("url", flat=True)) == [PHOTO]
    assert Job.objects.filter(task__endswith="fetch_peer_photos").count() == 1

    def get(url, **given) -> Answer:
        assert (url, given["most_bytes"]) == (PHOTO, 8 * 1024 * 1024)
        return Answer(200, {}, picture)

    assert fetch_photos(case_id=report.pk, by=SYSTEM, at=timezone.now(), get=get) == 1
    assert fetch_photos(case_id=report.pk, by=SYSTEM, at=timezone.now(), get=get) == 0
    assert cases.Attachment.objects.get(case=report.pk).is_public
    row = client.get(f"/open311/v2/requests/{number_of(report)}.json").json()[0]
    assert row["media_url"].startswith("http://testserver/")


def test_a_photo_that_is_none_is_not_tried_again(client, sent, key):
    known(key)
    client.post(BASE + "requests.xml", sent)
    report = Report.objects.get()
    asked = []

    def get(url, **given) -> Answer:
        asked.append(url)
        return Answer(200, {}, b"<html>")

    for _ in range(2):
        assert fetch_photos(case_id=report.pk, by=SYSTEM, at=timezone.now(), get=get) == 0
    assert len(asked) == 2  # each of the two once
    assert set(PeerPhoto.objects.values_list("last_error", flat=True)) == {"NOT_A_PHOTO"}


def test_a_host_that_is_away_is_asked_later(client, sent, key):
    known(key)
    client.post(BASE + "requests.xml", sent)

    def get(url, **given) -> Answer:
        raise Unreachable("NO_CONNECTION")

    with pytest.raises(PhotosAway):
        fetch_photos(case_id=Report.objects.get().pk, by=SYSTEM, at=timezone.now(), get=get)


def test_a_name_that_leads_inside_is_not_followed(client, sent, key):
    """The host was allowed, its address is ours: nobody is asked, and it is not tried again."""
    known(key, media_hosts=["localhost"])
    client.post(BASE + "requests.xml", sent | {"media_url": "https://localhost/rahasia.jpg"})
    assert fetch_peer_photos.call(case_id=Report.objects.get().pk) == 0
    assert PeerPhoto.objects.get().last_error == "ADDRESS_PRIVATE"


def test_a_category_that_is_gone_is_refused(client, sent):
    Category.objects.update(is_active=False)
    forget_reference()
    assert client.post(BASE + "requests.xml", sent).status_code == 404


def test_a_report_under_a_head_hears_what_is_done_there(client, key, now):
    head, member = file(at=now - timedelta(hours=9)), file(at=now - timedelta(hours=8), api_key=key[0])
    by = officer(head.case.holder)
    cases.accept(case_id=head.pk, by=by, at=now - timedelta(hours=7))
    reason = "Alasan antarpetugas."
    cases.merge(case_id=member.pk, into_id=head.pk, text=reason, by=by, at=now - timedelta(hours=6))
    cases.reply(case_id=head.pk, text="Besok ditambal.", is_final=True, by=by, at=now - timedelta(hours=5))
    rows = xml(
        client.get(UPDATES, {"api_key": key[1], "own": "1"}), "service_request_updates", "request_update"
    )
    assert [(row["service_request_id"], row["status"]) for row in rows] == [
        (number_of(member), "duplicate"), (number_of(member), "unchanged")
    ]  # fmt: skip
    assert {row["duplicate_of"] for row in rows} == {number_of(head)}
    assert number_of(head) in rows[0]["description"] and "Besok ditambal." in rows[1]["description"]
    (row,) = client.get(f"/open311/v2/requests/{number_of(member)}.json?extensions=true").json()
    assert (row["status"], row["extended_attributes"]["status"]) == ("closed", "duplicate")
    assert row["extended_attributes"]["duplicate_of"] == number_of(head)
    assert reason not in f"{rows}{row}"
    assert number_of(head) in row["status_notes"] and row["notes"][-1]["description"].endswith(
        "Besok ditambal."
    )
    # What its reporter says from there is said at the head, and told under the number that he knows.
    answer = client.post(UPDATES, update(key, member, status="REOPEN", description="Belum."))
    (told,) = xml(answer, "service_request_updates", "request_update")
    assert told["update_id"].startswith(number_of(member))
    assert cases.Case.objects.get(pk=head.pk).state == "IN_PROGRESS"


def test_a_duplicate_is_listed_as_closed_and_one_that_left_as_it_was(client, key, now):
    head, member = file(at=now - timedelta(hours=9)), file(at=now - timedelta(hours=8), api_key=key[0])
    by = officer(head.case.holder)
    cases.accept(case_id=member.pk, by=by, at=now - timedelta(hours=7))
    cases.merge(case_id=member.pk, into_id=head.pk, by=by, at=now - timedelta(hours=6))

    def listed(status: str) -> list[str]:
        rows = client.get(f"/open311/v2/requests.json?status={status}").json()
        return [row["service_request_id"] for row in rows]

    assert (listed("open"), listed("closed")) == ([number_of(head)], [number_of(member)])
    (bulk,) = [row for row in json.loads("".join(lines("json", rows_of(None)))) if row["service_request_id"] == number_of(member)]  # fmt: skip
    assert (bulk["status_description"], number_of(head) in bulk["status_notes"]) == ("DUPLICATE", True)
    cases.unmerge(case_id=member.pk, by=by, at=now - timedelta(hours=5))
    rows = xml(
        client.get(UPDATES, {"api_key": key[1], "own": "1"}), "service_request_updates", "request_update"
    )
    assert [row["status"] for row in rows] == ["in_progress", "duplicate", "in_progress"]
    assert (listed("open"), listed("closed")) == ([number_of(member), number_of(head)], [])


def test_what_the_reporter_of_a_hidden_head_wrote_is_not_told_of_its_duplicates(client, key, now):
    head, member = file(at=now - timedelta(hours=9)), file(at=now - timedelta(hours=8), api_key=key[0])
    by = officer(head.case.holder)
    cases.merge(case_id=member.pk, into_id=head.pk, by=by, at=now - timedelta(hours=6))
    cases.remark(case_id=head.pk, text="Kata yang disembunyikan.", is_public=True, by=CITIZEN, at=now - timedelta(hours=5))  # fmt: skip
    cases.accept(case_id=head.pk, by=by, at=now - timedelta(hours=4))
    Report.objects.filter(pk=head.pk).update(is_public=False)
    told = client.get(UPDATES, {"api_key": key[1], "own": "1"}).content.decode()
    page = client.get(f"/open311/v2/requests/{number_of(member)}.json?extensions=true").content.decode()
    files = "".join(lines("csv", rows_of(None)))
    for text in (told, page, files):
        assert number_of(member) in text
        assert number_of(head) not in text
        assert "disembunyikan" not in text
    assert (
        told.count("<request_update>") == 3
    )  # that it was put under it, that something was said, that work began
