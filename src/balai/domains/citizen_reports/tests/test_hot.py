"""The hot paths say and write what the ordinary door says and writes, and leave to it what is not theirs."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.utils import timezone

from balai.domains.citizen_reports import busy
from balai.domains.citizen_reports.hot.door import HotDoor
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.terms import MOST_GUESSES
from balai.domains.citizen_reports.tests import factories
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.gate import public as gate
from balai.engine.journal import public as journal
from balai.engine.journal.public import Entry
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Refused
from balai.foundation.ids import new_tracking_code

AT = datetime(2026, 3, 17, 2, 15, 0, 123456, tzinfo=UTC)
JSON = "application/json"
BOX = "109.74,-6.97,109.77,-6.94"
is_hot_here = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the hot paths are PostgreSQL's")


class Door:
    """A WSGI application asked as a server would; remembers whether the ordinary door was reached."""

    def __init__(self) -> None:
        self.ordinary = get_wsgi_application()
        self.hot = HotDoor(self._counted)
        self.handed_on = 0

    def _counted(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        self.handed_on += 1
        return self.ordinary(environ, start_response)

    def ask(
        self, application: Callable, path: str, *, query: str = "", body: Any = None, **headers: str
    ) -> tuple[str, dict[str, str], bytes]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        environ = {
            "REQUEST_METHOD": "POST" if body is not None else "GET", "SCRIPT_NAME": "", "PATH_INFO": path,
            "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver", "REMOTE_ADDR": "192.0.2.7", "wsgi.url_scheme": "http", "wsgi.errors": BytesIO(),
            "wsgi.input": BytesIO(raw), "CONTENT_LENGTH": str(len(raw)), "CONTENT_TYPE": JSON, **headers,
        }  # fmt: skip
        seen: list = []
        answer = application(environ, lambda status, headers: seen.append((status, dict(headers))))
        text = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        (status, found) = seen[0]
        found.pop("X-Request-ID")
        if policy := found.get("Content-Security-Policy"):
            found["Content-Security-Policy"] = "; ".join(sorted(policy.split("; ")))
        return status, found, text

    def both(self, path: str, **asked: Any) -> tuple[tuple, tuple]:
        """(hot, ordinary) for the same question."""
        return self.ask(self.hot, path, **asked), self.ask(self.ordinary, path, **asked)


@pytest.fixture
def door() -> Iterator[Door]:
    """Requests that leave the connection open at their end, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Door()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def lives(seed: int, many: int = 12) -> list[Report]:
    """Reports with random lives: photos, replies, hand-overs, secrets."""
    chance = random.Random(seed)
    made = []
    for _ in range(many):
        at = AT - timedelta(hours=chance.randrange(1, 900))
        photos = [
            documents.store_photo(upload=factories.photo(), kind="REPORT", by=CITIZEN, at=at)
            for _ in range(chance.choice([0, 0, 1, 2]))
        ]
        report = factories.file(
            at=at,
            photos=photos,
            identity=chance.choice(["ANONYMOUS", "OPEN", "CONFIDENTIAL"]),
            text=f"Jalan rusak “{chance.randrange(1000)}” dekat pos ronda.\nHubungi 081234567890.",
        )
        for step in chance.sample(STEPS, chance.randrange(len(STEPS))):
            at += timedelta(hours=1)
            with suppress(Refused):
                step(cases.Case.objects.get(pk=report.pk), at)
        made.append(report)
    return made


def _by_holder(case: cases.Case) -> Any:
    return factories.officer(case.holder)


STEPS: list[Callable[[cases.Case, datetime], object]] = [
    lambda case, at: cases.accept(case_id=case.pk, by=_by_holder(case), at=at),
    lambda case, at: cases.reply(
        case_id=case.pk, text="Sudah kami periksa.", is_final=False, by=_by_holder(case), at=at
    ),
    lambda case, at: cases.reply(
        case_id=case.pk, text="Ini jawaban kami.", is_final=True, by=_by_holder(case), at=at
    ),
    lambda case, at: cases.refuse(
        case_id=case.pk, reason="NOT_OURS", proposed_opd_id=factories.make_opd("DINAS_LAIN").pk,
        text="Bukan ruas kami.", by=_by_holder(case), at=at,
    ),
    lambda case, at: cases.pause(
        case_id=case.pk, reason="WEATHER", text="Menunggu hujan reda.", by=_by_holder(case), at=at
    ),
    lambda case, at: cases.remark(
        case_id=case.pk, text="Catatan di dalam.", is_public=False, by=_by_holder(case), at=at
    ),
    lambda case, at: cases.remark(case_id=case.pk, text="Masih berlubang.", is_public=True, by=CITIZEN, at=at),
    lambda case, at: cases.confirm(case_id=case.pk, by=CITIZEN, at=at, rating=4),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_read_is_the_same(door: Door, seed: int) -> None:
    reports = lives(seed)
    for report in reports:
        for path in (f"/api/track/{report.case.tracking_code}", f"/api/reports/{number_of(report)}"):
            hot, ordinary = door.both(path)
            assert hot == ordinary
    hot, ordinary = door.both("/peta/titik.json", query=f"bbox={BOX}")
    assert hot == ordinary
    hidden = Report.objects.filter(is_public=False).count()
    assert len(json.loads(hot[2])["features"]) == len(reports) - hidden
    # Only what is not public was handed on: its number is answered like one that does not exist.
    assert door.handed_on == (hidden if connection.vendor == "postgresql" else 2 * len(reports) + 1)


@pytest.mark.django_db
@pytest.mark.parametrize("secure", ["http", "https"])
def test_the_headers_are_the_same_over_tls(door: Door, secure: str) -> None:
    report = factories.file()
    hot, ordinary = door.both(f"/api/reports/{number_of(report)}", **{"wsgi.url_scheme": secure})
    assert hot == ordinary


def drafts(seed: int, many: int = 20) -> list[dict[str, Any]]:
    """Reports as programs send them: valid and not."""
    chance = random.Random(seed)
    one_of = chance.choice
    return [
        {
            "text": one_of(
                ["Jalan berlubang di depan pasar rekaan.", "Lampu mati, telepon 081234567890", "pendek"]
            ),
            "type": one_of(["COMPLAINT", "ASPIRATION", "INFORMATION"]),
            "category": one_of(["JLN01", "SOS01", "", "TIDAK_ADA"]),
            "identity": one_of(["ANONYMOUS", "OPEN", "HIDDEN", "CONFIDENTIAL"]),
            "name": one_of(["", "Wati Rekaan"]),
            "email": one_of(["", "wati@contoh.example"]),
            "landmark": one_of(["", "Depan warung"]),
            **one_of(
                [
                    {"latitude": factories.PLACE[0], "longitude": factories.PLACE[1]},
                    {"area": factories.DESA},
                    {},
                    {"latitude": factories.OUTSIDE[0], "longitude": factories.OUTSIDE[1]},
                ]
            ),
        }
        for _ in range(many)
    ]


# What two reports never share; the salt and the code are drawn by lot.
OWN = {"id", "case_id", "tracking_code", "client_key", "subject_id", "salt"}


def written(number: int) -> list[dict[str, Any]]:
    """All that was written of the report, contact details readable, without what is its own."""
    rows = [
        cases.Case.objects.get(pk=number), Report.objects.get(pk=number),
        Entry.objects.get(subject_kind="case", subject_id=str(number)),
        *gate.traces_of(subject=("case", number)), *ExactPlace.objects.filter(case__id=number),
    ]  # fmt: skip
    return [
        {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname not in OWN}
        for row in rows
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_what_is_written_is_the_same(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_category("JLN01")
    factories.make_category("SOS01")
    factories.make_parameter("citizen_reports.home_categories", ["SOS01"])
    monkeypatch.setattr(timezone, "now", lambda: AT)
    filed = 0
    for turn, body in enumerate(drafts(3)):
        answers = [
            door.ask(application, "/api/reports", body=body, HTTP_IDEMPOTENCY_KEY=f"kunci-{name}-{turn:012d}")
            for name, application in (("hot", door.hot), ("ordinary", door.ordinary))
        ]
        (status, headers, text), (wanted, wanted_headers, wanted_text) = answers
        assert (status, headers) == (wanted, wanted_headers)
        if status != "201 Created":
            assert text == wanted_text
            continue
        filed += 1
        hot, ordinary = json.loads(text), json.loads(wanted_text)
        keys = [int(receipt["number"].rpartition("-")[2]) for receipt in (hot, ordinary)]
        assert written(keys[0]) == written(keys[1])
        for receipt in (hot, ordinary):
            assert receipt.pop("url") == f"/lacak/{receipt.pop('tracking_code')}/"
            receipt.pop("number")
            code = receipt.pop("receipt_code")
            assert receipt.pop("receipt_url") == f"/periksa/{code}/"
            assert journal.check_receipt(code).is_whole
        assert hot == ordinary
    assert 0 < filed < 20 and ExactPlace.objects.exists()
    assert door.handed_on == (20 - filed if connection.vendor == "postgresql" else 20)


@pytest.mark.django_db(transaction=True)
def test_the_same_key_files_once_and_for_one_text_only(door: Door) -> None:
    factories.make_category("JLN01")
    place = {"latitude": factories.PLACE[0], "longitude": factories.PLACE[1], "category": "JLN01"}
    sent = [
        door.ask(
            door.hot,
            "/api/reports",
            body={"text": text, **place},
            HTTP_IDEMPOTENCY_KEY="kunci-yang-sama-0001",
        )
        for text in ("Jalan berlubang di sini.", "Jalan berlubang di sini.", "Sesuatu yang lain sama sekali.")
    ]
    assert [status for status, _, _ in sent] == ["201 Created", "200 OK", "409 Conflict"]
    assert sent[0][2] == sent[1][2]
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_who_sends_too_much_is_stopped(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(busy, "MOST_SENDINGS", 60)
    factories.make_category("JLN01")
    body = {"text": "Jalan berlubang di sini.", "area": factories.DESA, "category": "JLN01"}
    answers = [
        door.ask(door.hot, "/api/reports", body=body, HTTP_IDEMPOTENCY_KEY=f"kunci-berbeda-{turn:04d}")[0]
        for turn in range(62)
    ]
    # First freely, then only for the answer to a puzzle, then not at all. A refusal is worded by the ordinary door, and
    # counted once all the same.
    assert set(answers[:30]) == {"201 Created"}
    assert set(answers[30:60]) == {"428 Precondition Required"}
    assert set(answers[60:]) == {"429 Too Many Requests"}
    assert Report.objects.count() == 30


@pytest.mark.django_db
def test_a_receipt_that_was_lost_is_given_again_without_a_puzzle(door: Door) -> None:
    factories.make_category("JLN01")
    body = {"text": "Jalan berlubang di sini.", "area": factories.DESA, "category": "JLN01"}
    keys = [f"kunci-berbeda-{turn:04d}" for turn in range(32)]
    answers = [door.ask(door.hot, "/api/reports", body=body, HTTP_IDEMPOTENCY_KEY=key)[0] for key in keys]
    assert answers[31] == "428 Precondition Required"
    assert door.ask(door.hot, "/api/reports", body=body, HTTP_IDEMPOTENCY_KEY=keys[0])[0] == "200 OK"


@pytest.mark.django_db
def test_who_guessed_too_often_is_not_answered_even_with_the_right_code(door: Door) -> None:
    code = factories.file().case.tracking_code
    wrong = new_tracking_code()
    for _ in range(MOST_GUESSES):
        assert door.ask(door.hot, f"/api/track/{wrong}")[0] == "404 Not Found"
    assert door.ask(door.hot, f"/api/track/{code}")[0] == "429 Too Many Requests"


@is_hot_here
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/track/{code}", {"HTTP_COOKIE": "sessionid=rekaan"}),
        ("/api/track/{code}", {"HTTP_COOKIE": "django_language=en"}),
        ("/api/track/000-000-001", {}),
        ("/api/track/{code}", {"query": "x=1"}),
        ("/api/reports/XXX-26-999999", {}),
        ("/api/reports/{number}/thread", {}),
        ("/api/reports", {}),
        ("/peta/titik.json", {"query": "bbox=109,-8,111,-6"}),
        ("/peta/titik.json", {"query": "bbox=abc"}),
        ("/peta/titik.json", {}),
        ("/api/reports", {"body": b"{"}),
        ("/api/reports", {"body": {"text": "Tanpa kunci pengiriman."}}),
        ("/api/reports", {"body": {"text": "x"}, "CONTENT_TYPE": "text/plain"}),
    ],
)
def test_what_is_unusual_goes_through_the_ordinary_door(door: Door, path: str, asked: dict[str, Any]) -> None:
    report = factories.file()
    address = path.format(code=report.case.tracking_code, number=number_of(report))
    hot, ordinary = door.both(address, **asked)
    assert door.handed_on == 1
    assert hot[0] == ordinary[0]


@is_hot_here
@pytest.mark.django_db
def test_a_name_that_is_not_ours_is_not_answered(door: Door, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["balai.example"]
    report = factories.file()
    status, _, _ = door.ask(door.hot, f"/api/reports/{number_of(report)}", HTTP_HOST="lain.example")
    assert (status, door.handed_on) == ("400 Bad Request", 1)
