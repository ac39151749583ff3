"""A proof is kept once, judged by somebody else, and laid beside rows of any instrument."""

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from balai.engine.documents.public import prepare_file
from balai.engine.evidence import kinds
from balai.engine.evidence.models import Evidence, Use
from balai.engine.evidence.public import (
    InstrumentRows,
    end_use,
    evidence_about,
    evidence_for,
    is_seasonal,
    keep,
    last_verified,
    register_instrument,
    use_for,
    verify,
)
from balai.engine.journal import public as journal
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 8, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LINK = "https://contoh.invalid/sk-rekaan.pdf"


@pytest.fixture(autouse=True)
def instruments() -> Iterator[None]:
    """Two invented instruments."""
    codes = ("REKAAN_A", "REKAAN_B")
    for code in codes:
        register_instrument(
            InstrumentRows(
                code=code, label=code.title(), editions=lambda: ["2026"], rows=lambda _: [("1", "Satu")]
            )
        )
    yield
    for code in codes:
        kinds._instruments.pop(code)


def officer(code: str = "PEMILIK", role: Role = Role.OPD_ADMIN) -> Actor:
    """Somebody new of that agency."""
    return actor_of(make_user(role, email=f"{uuid4().hex}@contoh.invalid", opd=make_opd(code)))


def kept(by: Actor | None = None, **given: object) -> Evidence:
    by = by or officer()
    values = {
        "about": ("REKAAN", 1),
        "kind": "DECREE",
        "title": "SK rekaan tentang tim",
        "note": "",
        "dated": date(2026, 5, 4),
        "opd_id": make_opd("PEMILIK").pk,
        "link": LINK,
    }
    return keep(**{**values, **given}, by=by, at=AT)


def codes_of(evidence: Evidence) -> list[str]:
    return [entry.code for entry in journal.history(subject=("evidence", evidence.pk))]


def test_the_same_link_about_the_same_thing_is_one_proof() -> None:
    first = kept()
    assert kept(title="Judul lain").pk == first.pk
    assert kept(about=("REKAAN", 2)).pk != first.pk
    assert codes_of(first) == ["EVIDENCE_KEPT"]


def test_a_file_is_kept_with_its_digest(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    paper = pikepdf.new()
    paper.add_blank_page()
    paper.save(written := io.BytesIO())
    pdf = written.getvalue()
    file = prepare_file(upload=SimpleUploadedFile("sk.pdf", pdf, "application/pdf"), at=AT)
    one = kept(file=file, link="")
    assert one.document is not None and one.sha256 == file.sha256
    again = prepare_file(upload=SimpleUploadedFile("nama-lain.pdf", pdf, "application/pdf"), at=AT)
    assert kept(file=again, link="").pk == one.pk


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"link": ""}, "PROOF_MISSING"),
        ({"link": "sk rekaan.pdf"}, "LINK_WRONG"),
        ({"link": "javascript:alert(1)"}, "LINK_WRONG"),
        ({"dated": date(2026, 6, 9)}, "DATED_FUTURE"),
        ({"kind": "RUMOUR"}, "KIND_UNKNOWN"),
        ({"opd_id": 999_999}, "OPD_UNKNOWN"),
        ({"title": "  "}, "TEXT_TOO_SHORT"),
    ],
)
def test_what_is_no_proof_is_refused_and_nothing_stays(given: dict, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        kept(**given)
    assert refusal.value.code == code
    assert not Evidence.objects.exists()


def test_other_agencies_keep_nothing_in_its_name() -> None:
    with pytest.raises(Forbidden):
        kept(by=officer("LAIN"))


def test_neither_keeper_nor_owner_judges() -> None:
    keeper = officer()
    one = kept(by=keeper)
    for judge in (keeper, officer()):
        with pytest.raises(Forbidden) as refusal:
            verify(evidence_id=one.pk, verdict="GOOD", note="", by=judge, at=AT)
        assert refusal.value.code == "OWN_PROOF"
    with pytest.raises(Forbidden) as refusal:
        verify(evidence_id=one.pk, verdict="GOOD", note="", by=officer("LAIN", Role.FIELD_OFFICER), at=AT)
    assert refusal.value.code == "NOT_VERIFIER"
    assert codes_of(one) == ["EVIDENCE_KEPT"]


def test_a_judgement_has_its_reason_and_of_two_judges_the_second_is_told() -> None:
    one, judge = kept(), officer("LAIN")
    with pytest.raises(Refused):
        verify(evidence_id=one.pk, verdict="BAD", note="", by=judge, at=AT)
    verify(evidence_id=one.pk, verdict="GOOD", note="", was="WAITING", by=judge, at=AT)
    with pytest.raises(Conflict):
        verify(evidence_id=one.pk, verdict="BAD", note="Tanpa tanda tangan.", was="WAITING", by=judge, at=AT)
    assert last_verified("REKAAN", ["1"]) == {"1": date(2026, 5, 4)}
    verify(evidence_id=one.pk, verdict="GOOD", note="", by=judge, at=AT)
    assert codes_of(one) == ["EVIDENCE_KEPT", "EVIDENCE_VERIFIED"]


def test_one_proof_serves_several_instruments_until_it_is_taken_away() -> None:
    by = officer()
    one = kept(by=by)
    for instrument in ("REKAAN_A", "REKAAN_B", "REKAAN_A"):
        used = use_for(evidence_id=one.pk, instrument=instrument, edition="2026", row="1", by=by, at=AT)
    assert Use.objects.count() == 2
    assert evidence_about("REKAAN", ["1"])["1"][0].used == 2
    for _ in range(2):
        end_use(use_id=used.pk, by=by, at=AT)
    assert evidence_for("REKAAN_A", "2026") == {}
    assert evidence_for("REKAAN_B", "2026", ("REKAAN", 1)) == {"1": [one]}
    assert evidence_for("REKAAN_B", "2026", ("REKAAN", 2)) == {}
    assert codes_of(one) == ["EVIDENCE_KEPT", "EVIDENCE_USED", "EVIDENCE_USED", "EVIDENCE_USE_ENDED"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("HILANG", "2026", "1"), "INSTRUMENT_UNKNOWN"),
        (("REKAAN_A", "1999", "1"), "EDITION_UNKNOWN"),
        (("REKAAN_A", "2026", "9"), "ROW_UNKNOWN"),
    ],
)
def test_rows_that_are_not_there_take_no_proof(row: tuple[str, str, str], code: str) -> None:
    by = officer()
    one = kept(by=by)
    with pytest.raises(Refused) as refusal:
        use_for(evidence_id=one.pk, instrument=row[0], edition=row[1], row=row[2], by=by, at=AT)
    assert refusal.value.code == code


def test_a_proof_found_bad_is_used_no_further() -> None:
    by = officer()
    one = kept(by=by)
    verify(evidence_id=one.pk, verdict="BAD", note="Tanpa tanggal.", by=officer("LAIN"), at=AT)
    with pytest.raises(Refused) as refusal:
        use_for(evidence_id=one.pk, instrument="REKAAN_A", edition="2026", row="1", by=by, at=AT)
    assert refusal.value.code == "PROOF_BAD"
    with pytest.raises(NotFound):
        use_for(evidence_id=0, instrument="REKAAN_A", edition="2026", row="1", by=by, at=AT)


DEADLINE = date(2026, 8, 23)


@pytest.mark.parametrize(
    ("before", "seasonal"),
    [
        ([1, 2, 3, 4, 90], True),  # four of five in the last fortnight
        ([1, 2, 3, 90, 120], False),  # exactly 60 % is not more than 60 %
        ([1, 2, 3, 4], False),  # too few to say
        ([0, 14, 15, 15, 15, 1], False),  # the fortnight ends at 14 days
        ([-1, -2, -3, -4, -5], False),  # afterwards
    ],
)
def test_a_heap_before_a_deadline_shows_the_deadline(before: list[int], seasonal: bool) -> None:
    assert is_seasonal([DEADLINE - timedelta(days=n) for n in before], [DEADLINE]) is seasonal


def test_pages_show_judge_and_use(client: Client) -> None:
    one = kept()
    judge = make_user(Role.COORDINATOR, email="koordinator.bukti@contoh.invalid")
    client.force_login(judge)
    page = client.get(reverse("evidence:detail", args=[one.pk])).content.decode()
    assert "SK rekaan tentang tim" in page and LINK in page and "Periksa bukti ini" in page
    answer = client.post(reverse("evidence:judge", args=[one.pk]), {"verdict": "BAD", "note": ""})
    assert answer.status_code == 422
    client.post(reverse("evidence:use", args=[one.pk]), {"row": "REKAAN_A|2026|1"})
    assert Use.objects.get().row == "1"
    assert "1×" in client.get(reverse("evidence:list")).content.decode()


def test_the_list_asks_the_same_for_one_and_for_thirty(client: Client, django_assert_max_num_queries) -> None:
    by = officer()
    for number in range(30):
        kept(by=by, about=("REKAAN", number))
    client.force_login(make_user(Role.AUDITOR, email="pengawas.bukti@contoh.invalid"))
    with django_assert_max_num_queries(14):
        listed = client.get(reverse("evidence:list"), {"halaman": "semua"})
    assert listed.content.decode().count("SK rekaan tentang tim") == 30
