"""Rooms of the plan: what strangers send, what officers of another agency try, what nobody may read."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from balai.domains.evaluation.models import Edition, RecipientAnswer, Sheet
from balai.domains.evaluation.rules.yaml_file import read_instrument
from balai.domains.evaluation.tests.field_hall import make_hall
from balai.domains.innovations.actions.alarms import raise_due
from balai.domains.innovations.actions.answering import answer_alarm
from balai.domains.innovations.actions.entering import read_rows
from balai.domains.innovations.actions.measuring import measure
from balai.domains.innovations.actions.registering import change_innovation
from balai.domains.innovations.actions.usage import add_source
from balai.domains.innovations.models import Alarm, RefusedEvent, UsageDay, UsageEvent
from balai.domains.innovations.tests.factories import account, innovation, make_law
from balai.domains.masterplan.terms_books import BOOK_I
from balai.domains.masterplan.tests.factories import make_plan, make_programme, officer, planner
from balai.domains.needs.actions.heaping import merge_need
from balai.domains.needs.models import Need
from balai.domains.needs.tests.factories import AT, a_need, keeper, sent
from balai.domains.needs.tests.factories import planner as need_planner
from balai.engine.people.models import User
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.engine.publications import public as publications
from balai.engine.threads.public import after, tie
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.kits.spreadsheet import shown as shown_cell

pytestmark = pytest.mark.django_db
SPACES = {"needs", "masterplan", "innovations", "evaluation", "risks", "threads", "duties", "indicators", "publications", "evidence"}  # fmt: skip
LONG = "9" * 5000


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


# --- numbers and texts that nobody types


@pytest.mark.parametrize("number", [LONG, "9" * 30, str(2**63), "-1", "²", "٣", "%00"])
@pytest.mark.parametrize(
    "kind",
    ["NEED", "PROGRAMME", "INNOVATION", "CASE", "RISK", "FINDING", "ASSESSMENT", "SERVICE", "INDICATOR"],
)
def test_no_end_of_a_thread_is_too_long(client, kind, number):
    client.force_login(make_user(Role.COORDINATOR))
    for address in (f"/benang/{kind}/{number}/", f"/api/benang/{kind}/{number}"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [LONG, "²", "abc", "", "-1"])
def test_numbers_of_small_buttons_are_looked_at(client, number):
    need = a_need()
    client.force_login(keeper())
    merged = client.post(reverse("needs:act", args=[need.pk]), {"act": "merge", "into": number})
    assert merged.status_code == 302
    make_law()
    one = innovation()
    row, _key = add_source(
        innovation_id=one.pk, kind="TALLY", label="Hitungan rekaan", by=account(), at=timezone.now()
    )
    if number:
        signed = client.post(reverse("innovations:tally", args=[row.pk]), {"tally": number})
        assert signed.status_code == 302
    doubled = client.post(reverse("innovations:merge", args=[one.pk]), {"doubled": number, "why": "Sama."})
    assert doubled.status_code == 422


@pytest.mark.parametrize("spending", ["1e-999999999", "0.0000000001", "-1", "sNaN", "1e999999999"])
def test_the_calculator_takes_no_number_that_cannot_be_reckoned_with(client, spending):
    given = {"life": "70", "expected": "12", "mean": "8", "spending": spending}
    page = client.get(reverse("indicators:calculator"), given)
    assert page.status_code < 500 and page.context["result"] is None


def test_the_last_day_of_all_has_no_end(client):
    client.force_login(keeper())
    span = {"since": "9998-01-01", "until": "9999-12-31", "least": "1"}
    assert client.get(reverse("needs:heard"), span).status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_nobody_can_reckon_with_stops_no_night(client, day):
    """One slip of the keys in a register, and nothing would be measured any more."""
    make_law()
    one, by = innovation(), account()
    given = {"name": one.name, "trial_date": date.fromisoformat(day)}
    with pytest.raises(Refused) as refusal:
        change_innovation(innovation_id=one.pk, given=given, version=1, by=by, at=timezone.now())
    assert (refusal.value.code, refusal.value.field) == ("YEAR_UNLIKELY", "trial_date")
    cells = {"name": "Inovasi\u202e rekaan", "trial_date": day, "opd": "DINAS-CONTOH"}
    (row,) = read_rows([cells], year=2025, at=timezone.now())
    assert row.record.trial_date is None and "tidak terbaca" in " ".join(row.record.odd)
    innovation("Sudah tercatat", trial_date=day, launch_date=day)
    measure(at=timezone.now())
    raise_due(at=timezone.now())


def test_signs_of_a_file_that_nobody_can_read_are_left_out():
    """A duty is called by the name of what it is about, and refuses them: a whole night would end there."""
    assert shown_cell("Inovasi\u202e rekaan\x01\0") == "Inovasi rekaan"


# --- use that applications tell


@pytest.fixture
def application():
    make_law()
    one = innovation()
    row, key = add_source(
        innovation_id=one.pk, kind="APPLICATION", label="Aplikasi rekaan", by=account(), at=timezone.now()
    )
    return row, {"HTTP_AUTHORIZATION": f"Bearer {key}"}


def told(client, application, *events, body=None):
    body = body if body is not None else json.dumps({"events": events})
    return client.post("/api/pemakaian", body, content_type="application/json", **application[1])


@pytest.mark.parametrize("odd", ["a\0b", "a\ud83e", {"a": 1}, ["x"], True, 1.5])
@pytest.mark.parametrize("name", ["id", "unit", "actor"])
def test_one_bad_event_spoils_no_batch(client, application, name, odd):
    now = timezone.now().isoformat()
    page = told(client, application, {"id": "baik", "at": now}, {"id": "buruk", "at": now, name: odd})
    assert page.status_code == 201, page.content
    assert (page.json()["new"], [row["code"] for row in page.json()["refused"]]) == (1, ["EVENT_TEXT"])
    assert list(UsageEvent.objects.values_list("event_id", flat=True)) == ["baik"]
    assert RefusedEvent.objects.count() == 1


def test_what_cannot_be_read_is_kept_as_far_as_it_can_be(client, application):
    page = told(client, application, {"id": "a\ud83e\0", "at": "\ud83e\0"})
    assert page.status_code == 201
    kept = RefusedEvent.objects.get()
    assert (kept.event_id, "\0" in kept.said) == ("a?", False)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"events": ' + "[" * 100_000 + "]" * 100_000 + "}", 400),
        ('{"events": [{"id": ' + LONG + "}]}", 400),
        ('{"events": ["' + "x" * 1_100_000 + '"]}', 413),
        ("\xff", 400),
        ("null", 422),
        ('{"events": null}', 422),
    ],
)
def test_a_body_that_is_none_is_refused_as_json(client, application, body, status):
    page = told(client, application, body=body)
    assert (page.status_code, set(page.json())) == (status, {"code", "message", "field"})


@pytest.mark.slow
def test_a_day_holds_what_many_batches_bring(client, application):
    now = timezone.now().isoformat()
    for batch in range(5):
        events = [{"id": f"{batch}-{number}", "at": now, "amount": 100_000} for number in range(5000)]
        assert told(client, application, *events).status_code == 201
    assert UsageDay.objects.get().amount == 5 * 5000 * 100_000


def test_the_key_of_one_source_tells_of_no_other(client, application):
    row, _key = application
    other, other_key = add_source(
        innovation_id=innovation("Lain").pk, kind="APPLICATION", label="Lain rekaan", by=account(), at=timezone.now()
    )  # fmt: skip
    told(client, application, {"id": "1", "at": timezone.now().isoformat(), "source": other.pk})
    assert set(UsageEvent.objects.values_list("source_id", flat=True)) == {row.pk}
    assert told(client, (other, {"HTTP_AUTHORIZATION": f"Basic {other_key}"})).status_code == 401


# --- what is not published yet


def test_what_nobody_has_looked_at_shows_nowhere(client):
    """Neither among needs that are alike nor in the heap of one that everybody reads."""
    head, waiting, hidden = (
        a_need("Jembatan rekaan di hulu"),
        sent("Jembatan di hulu rekaan"),
        sent("Kiriman kasar"),
    )
    page = reverse("needs:detail", args=[head.pk])
    assert waiting.title not in client.get(page).content.decode()
    for one in (waiting, hidden):
        merge_need(need_id=one.pk, into_id=head.pk, reason="Sama", by=need_planner(), at=AT)
    Need.objects.filter(pk=hidden.pk).update(moderation="HIDDEN")
    text = client.get(page).content.decode()
    assert waiting.title not in text and hidden.title not in text
    assert client.get(page).context["line"].statements == 1
    keeps = browser(keeper()).get(page).content.decode()
    assert waiting.title in keeps and hidden.title in keeps


def test_threads_name_offices_and_nobody(client):
    who = make_user(
        Role.OPD_ADMIN, full_name="Penghubung Contoh", opd=make_opd("DINAS-CONTOH", short_name="Dicontoh")
    )
    need, programme = a_need(), make_programme()
    ends = {"start": ("NEED", str(need.pk)), "end": ("PROGRAMME", str(programme.pk))}
    tie(**ends, why="Usulan rekaan nomor 1", by=actor_of(who), at=timezone.now())
    assert after("NEED", str(need.pk), visible={"NEED", "PROGRAMME"})[0].who == "Dicontoh"
    for address in (f"/benang/NEED/{need.pk}/", f"/api/benang/NEED/{need.pk}"):
        text = client.get(address).content.decode()
        assert "Dicontoh" in text and "Penghubung" not in text and who.email not in text


# --- what belongs to others


def test_books_of_the_region_are_issued_by_who_plans_for_it(client):
    """An admin has the permission for what his own office leads; that lets him issue no book."""
    planning, plan = planner(), make_plan()
    stranger = officer(make_opd("DINAS-LAIN"))
    with pytest.raises(Forbidden):
        publications.issue_version(code=BOOK_I, edition=plan.code, note="", by=stranger, at=timezone.now())
    address = reverse("publications:prepare", args=[BOOK_I, plan.code])
    for actor, status in ((stranger, 403), (planning, 200)):
        assert browser(User.objects.get(pk=actor.user_id)).get(address).status_code == status


def test_nobody_gives_a_dying_innovation_to_another_agency():
    make_law()
    one, other = innovation(), make_opd("DINAS-LAIN")
    for to in (other.pk, None):
        with pytest.raises(Forbidden, match="mengalihkan"):
            change_innovation(
                innovation_id=one.pk, given={"name": one.name, "opd_id": to}, version=1, by=account(), at=timezone.now()
            )  # fmt: skip
    given = {"name": one.name, "opd_id": other.pk}
    lead = account(role=Role.COORDINATOR)
    changed = change_innovation(innovation_id=one.pk, given=given, version=1, by=lead, at=timezone.now())
    assert changed.opd_id == other.pk


def test_a_refusal_that_no_page_catches_is_no_fault(client):
    """The regent decides about innovations and keeps none of their sources."""
    make_law()
    row, _key = add_source(
        innovation_id=innovation().pk, kind="APPLICATION", label="Aplikasi rekaan", by=account(), at=timezone.now()
    )  # fmt: skip
    client.force_login(make_user(Role.EXECUTIVE))
    page = client.post(reverse("innovations:close", args=[row.pk]))
    row.refresh_from_db()
    assert (page.status_code, row.is_active) == (403, True)


# --- files and phones


def yaml_of(more: str) -> bytes:
    return f"scale: {{min: 0, max: 5}}\ntotal: '100'\nparts: [{{code: A, label: Satu, weight: '100'}}]\n{more}".encode()


NO_FILES = {
    "deep": b"a: " + b"[" * 20_000 + b"]" * 20_000,
    "alias": b"a: &a [x]\nb: *a\n",
    "no day": b"a: 2026-13-45\n",
    "long": b"a: " + LONG.encode(),
    "nought": b'a: "a\\0b"\n',
    "half a sign": b'a: "\\ud83e"\n',
    "no number": b"a: .nan\n",
    "endless": b"a: .inf\n",
    "keys": b"2026-01-01: x\n",
    "set": b"a: !!set {b, c}\n",
    "bytes": b"a: !!binary aGFsbw==\n",
    "object": b"!!python/object/apply:os.system [ls]\n",
    "not utf-8": b"\xff\xfe",
    "list": b"[1, 2]",
}


@pytest.mark.parametrize("name", NO_FILES)
def test_no_file_of_an_instrument_breaks_the_reader(client, name):
    with pytest.raises(Refused):
        read_instrument(NO_FILES[name])
    client.force_login(make_user(Role.COORDINATOR))
    form = {
        "code": "REKAAN", "label": "Instrumen rekaan", "edition": "E1", "valid_from": "2026-01-01", "lowest": "0", "highest": "5",
        "file": SimpleUploadedFile("instrumen.yaml", NO_FILES[name]),
    }  # fmt: skip
    page = client.post(reverse("evaluation:own"), form)
    assert (page.status_code, "file" in page.context["form"].errors) == (422, True)
    assert not Edition.objects.exists()


def test_a_plain_file_of_an_instrument_is_read():
    found = read_instrument(yaml_of("levels: {PROCESS: {1: {label: Rintisan}}}\nmade: 2026-01-31\n"))
    assert found["levels"] == {"PROCESS": {"1": {"label": "Rintisan"}}}
    assert found["made"] == "2026-01-31"


@pytest.mark.slow
def test_a_sheet_keeps_what_can_be_kept():
    hall = make_hall()
    fields = {"form": "SHEET", "key": str(uuid4()), "a-open": "YES\0", "a-clean": LONG, "remark": "Baik\0 sekali", "met": "\0"}  # fmt: skip
    page = browser(hall.ani).post(reverse("evaluation:field_sheet", args=[hall.site.pk]), fields)
    assert page.status_code == 302
    sheet = Sheet.objects.get()
    assert (sheet.remark, sheet.met) == ("Baik sekali", "")
    assert "\0" not in json.dumps([sheet.answers, sheet.odd], ensure_ascii=False)


def test_an_answer_knows_nobody():
    """No name, no case, no hour: only the day, and the draw that it belongs to."""
    names = {field.name for field in RecipientAnswer._meta.concrete_fields}
    assert names == {"key", "site", "draw", "form", "mode", "answered_date", "answers", "comment"}


# --- other sites


def exempt(resolver: URLResolver, spaces: tuple[str, ...] = ()):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from exempt(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and getattr(pattern.callback, "csrf_exempt", False):
            yield ":".join((*spaces, str(pattern.name)))


def test_no_form_of_these_rooms_is_taken_from_another_site():
    assert [name for name in exempt(get_resolver()) if name.partition(":")[0] in SPACES] == []


# --- two officers


def test_of_two_answers_to_an_alarm_none_is_lost_in_silence():
    make_law()
    now = timezone.now()
    alarm = Alarm.objects.create(
        innovation=innovation(), kind="DAY_30", raised_on=now.date(), due_date=now.date() + timedelta(days=9), level="STEWARD", reading={}
    )  # fmt: skip
    first = {"alarm_id": alarm.pk, "promised": None, "by": account(), "at": now}
    answer_alarm(**first, text="Loket dibuka lagi besok.")
    answer_alarm(**first, text="Loket dibuka lagi besok.")
    with pytest.raises(Conflict) as refusal:
        answer_alarm(**first, text="Sudah dirapatkan dengan camat.")
    assert refusal.value.code == "ALARM_ANSWERED"
