"""Counts of use: what leaves the region, what the donor takes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from balai.domains.service_adoption.actions import receive_usage, usage_file
from balai.domains.service_adoption.models import UsageFile
from balai.domains.service_adoption.tests.factories import (
    AT,
    BASE,
    KEY,
    PUBLIC,
    desk,
    installed,
    trust,
    upload,
)
from balai.engine.cases.models import Case
from balai.engine.organizations.models import Region
from balai.engine.organizations.queries import kept as places
from balai.engine.packs import public as packs
from balai.engine.packs.testing import INVENTED
from balai.engine.people.public import Role
from balai.engine.people.testing import make_opd
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db
BY = Actor("OFFICER", None, None, Role.COORDINATOR)


@pytest.fixture
def sharing(settings, tmp_path) -> None:
    """A region that runs the service, agreed to share, and has a key."""
    installed()
    settings.PACK_KEY_FILE = tmp_path / "kunci"
    packs.write_key(settings.PACK_KEY_FILE, KEY)
    packs.share_usage(pack_id=INVENTED, shares=True, by=SYSTEM, at=AT)


def make_cases(count: int, step: str, *, closed: bool = True) -> None:
    Case.objects.bulk_create(
        Case(
            kind="SERVICE", tracking_code=f"{step[:4]}{number:04}", title="Contoh", holder=make_opd("DINSOS"),
            category_code=INVENTED, clock_set=f"{INVENTED}@1.0.0", step=step, state="CLOSED" if closed else "RECEIVED",
            opened_at=AT, holder_since=AT, updated_at=AT, closed_at=AT if closed else None,
        )
        for number in range(count)
    )  # fmt: skip


def from_elsewhere(data: bytes) -> bytes:
    """The donor is another region than the one that made the file."""
    Region.objects.update(code="33.25", name="Kabupaten Batang")
    places.forget()
    return data


def test_counts_are_per_month_version_and_outcome_and_small_ones_are_folded(sharing) -> None:
    make_cases(12, "PAID")
    make_cases(4, "REJECTED")
    make_cases(7, "VERIFYING", closed=False)
    found = json.loads(usage_file(INVENTED, at=AT))
    month = {"month": "2026-03", "version": "1.0.0"}
    assert found["rows"] == [
        {**month, "outcome": "NOT_SERVED", "count": None},
        {**month, "outcome": "RUNNING", "count": 7},
        {**month, "outcome": "SERVED", "count": 12},
    ]
    assert set(found) == {"format", "pack", "region", "until", "rows", "public_key", "signature"}
    assert usage_file(INVENTED, at=AT) == usage_file(INVENTED, at=AT)


def test_nothing_leaves_without_consent_or_key(settings, tmp_path) -> None:
    installed()
    settings.PACK_KEY_FILE = tmp_path / "kunci"
    for code in ("USAGE_NOT_SHARED", "PACK_KEY_MISSING"):
        with pytest.raises(Refused) as caught:
            usage_file(INVENTED, at=AT)
        assert caught.value.code == code
        packs.share_usage(pack_id=INVENTED, shares=True, by=SYSTEM, at=AT)


def test_the_donor_keeps_a_file_once_and_shows_it(sharing) -> None:
    make_cases(12, "PAID")
    data = from_elsewhere(usage_file(INVENTED, at=AT))
    with pytest.raises(Refused, match="belum Anda percaya"):
        receive_usage(data=data, by=BY, at=AT)
    trust()
    officer = desk()
    for _ in range(2):
        assert (
            officer.post("/petugas/paket/pemakaian/", {"file": upload(data, "pemakaian.json")}).status_code
            == 302
        )
    assert UsageFile.objects.count() == 1
    page = officer.get("/petugas/paket/pemakaian/").content.decode()
    assert "Kabupaten Contoh" in page and ">12<" in page


@pytest.mark.parametrize(
    "change",
    [
        {"rows": [{"month": "2026-03", "version": "1.0.0", "outcome": "SERVED", "count": 13}]},
        {"until": "2026-12-31"},
        {"region": {"code": "33.01", "name": "Lain"}},
        {"format": 2},
        {"rows": [{"nik": "1"}]},
        {"rows": [{"month": "2026-03", "version": "1.0.0", "outcome": "SERVED", "count": -1}]},
        {"until": "besok"},
        {"public_key": "zz"},
        {"region": {"code": "33.01", "name": "N" * 121}},
        {"pack": ["a"]},
    ],
)
def test_a_changed_or_strange_file_is_refused(sharing, change: dict) -> None:
    trust()
    data = json.dumps({**json.loads(usage_file(INVENTED, at=AT)), **change}).encode()
    with pytest.raises(Refused) as caught:
        receive_usage(data=data, by=BY, at=AT)
    assert caught.value.code in {"USAGE_CHANGED", "USAGE_UNREADABLE"}
    assert UsageFile.objects.count() == 0


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 9000, b"0" * 600_000, b'{"format": 1}'])
def test_what_is_no_file_of_counts_is_refused(sharing, data: bytes) -> None:
    page = desk().post("/petugas/paket/pemakaian/", {"file": upload(data or b" ", "x.json")})
    assert page.status_code == 422 and "bukan hitungan" in page.content.decode()


def test_ones_own_counts_and_strangers(sharing) -> None:
    trust()
    data = usage_file(INVENTED, at=AT)
    with pytest.raises(Refused, match="daerah sendiri"):
        receive_usage(data=data, by=BY, at=AT)
    with pytest.raises(Forbidden):
        receive_usage(data=data, by=Actor("OFFICER", None, None, Role.AUDITOR), at=AT)


def test_consent_download_and_command(sharing, tmp_path) -> None:
    officer = desk()
    assert json.loads(officer.get(f"{BASE}pemakaian.json").content)["public_key"] == PUBLIC
    target = tmp_path / "pemakaian.json"
    call_command("pack_usage", INVENTED, out=str(target), stdout=StringIO())
    assert json.loads(target.read_text())["pack"] == INVENTED
    officer.post(BASE, {"act": "share", "shares": "no"})
    assert officer.get(f"{BASE}pemakaian.json").status_code == 302
    with pytest.raises(CommandError, match="belum setuju"):
        call_command("pack_usage", INVENTED)
