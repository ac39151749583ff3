"""The pages of adoption: from an uploaded file to an open service."""

from datetime import timedelta

import pytest
from django.utils import timezone

from balai.domains.service_adoption.models import Comment, Evidence, OfferedPack, SandboxRun
from balai.domains.service_adoption.queries import readiness
from balai.domains.service_adoption.tests.factories import (
    ANSWERS,
    BASE,
    PUBLIC,
    RULE,
    answer_all,
    desk,
    installed,
    make_region,
    signed_zip,
    trust,
    upload,
)
from balai.engine.journal.public import history
from balai.engine.ledger import public as ledger
from balai.engine.packs import public as packs
from balai.engine.packs.testing import INVENTED, invented_files
from balai.engine.people.public import Role
from balai.foundation.actor import SYSTEM
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db
LIST, UPLOAD = "/petugas/paket/", "/petugas/paket/pasang/"


def text(page) -> str:
    return page.content.decode()


def score() -> int:
    view = packs.service(INVENTED)
    assert view is not None
    return readiness(view, at=timezone.now()).score


def open_account() -> None:
    year = timezone.localdate().year
    ledger.open_account(
        code="5.3.01", name="Santunan", year=year, kind=ledger.Kind.FUND, by=SYSTEM, at=timezone.now()
    )


def test_a_pack_is_looked_at_before_it_is_installed() -> None:
    make_region()
    officer = desk()
    answer = officer.post(UPLOAD, {"file": upload(signed_zip())})
    assert answer.status_code == 302 and packs.service(INVENTED) is None
    preview = text(officer.get(answer.url))
    assert "kunci belum dipercaya" in preview and "11 contoh kasus dijalankan" in preview
    assert officer.post(answer.url).status_code == 422
    trust()
    installed_ = officer.post(answer.url)
    assert installed_.status_code == 302 and installed_.url == BASE
    assert OfferedPack.objects.count() == 0
    assert "Bantuan rekaan" in text(officer.get(BASE))


def test_bad_files_are_refused_with_a_sentence() -> None:
    make_region()
    officer = desk()
    bad = {
        b"bukan zip": "bukan zip yang utuh",
        packs.write_archive(dict(packs.read_archive(signed_zip()).files)): "tidak ditandatangani",
        signed_zip().replace(b"Anak ini sudah", b"Anak itu sudah"): "bukan zip yang utuh",
    }
    for data, sentence in bad.items():
        answer = officer.post(UPLOAD, {"file": upload(data)})
        assert answer.status_code == 422 and sentence in text(answer)
    assert OfferedPack.objects.count() == 0


def test_a_faulty_pack_is_answered_with_its_list_of_faults() -> None:
    answer = desk().post(UPLOAD, {"file": upload(signed_zip(values=("maximum: 365", "maksimum: 365")))})
    assert answer.status_code == 422 and "values.yaml:5" in text(answer)


def test_an_offer_is_put_away() -> None:
    make_region()
    officer = desk()
    where = officer.post(UPLOAD, {"file": upload(signed_zip())}).url
    assert officer.post(where, {"act": "discard"}).url == LIST
    assert officer.get(where).status_code == 404


def test_questions_come_one_by_one_and_progress_is_kept() -> None:
    installed()
    officer = desk()
    page = officer.get(f"{BASE}nilai/deadline_days/")
    assert "Sampai hari keberapa?" in text(page) and "Bawaan paket" in text(page)
    form = {"value": "45", "legal_reference": RULE, "valid_from": "2026-01-01"}
    assert officer.post(f"{BASE}nilai/deadline_days/", form).url == f"{BASE}nilai/channels/"
    assert packs.given_values(INVENTED, on=timezone.localdate()) == {"deadline_days": 45}
    assert f"{BASE}nilai/agency/" in text(officer.get(f"{BASE}nilai/"))


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        ("deadline_days", {"value": "0"}, "paling sedikit 1"),
        ("deadline_days", {"value": "enam puluh"}, "bilangan"),
        ("deadline_days", {"legal_reference": ""}, "tidak boleh kosong"),
        ("agency", {"value": "DINAS-PALSU"}, "pilihan"),
        ("account", {"value": "lima"}, "kode rekening"),
    ],
)
def test_an_answer_out_of_its_range_keeps_what_was_typed(code: str, change: dict, sentence: str) -> None:
    installed()
    form = {"value": ANSWERS[code], "legal_reference": RULE, "valid_from": "2026-01-01", **change}
    answer = desk().post(f"{BASE}nilai/{code}/", form)
    assert answer.status_code == 422 and sentence in text(answer).lower()
    assert form["legal_reference"] in text(answer)


def test_the_score_moves_only_with_evidence() -> None:
    installed()
    officer = desk()
    assert score() == 0
    officer.get(BASE)
    officer.post(BASE, {"act": "comment", "item": "VALUES", "text": "Sudah siap semua, percayalah."})
    assert score() == 0
    answer_all(officer)
    assert score() == 60
    open_account()
    assert score() == 70
    run_sandbox(officer)
    assert score() == 85
    for step in ("file_first", "decide_first"):
        assert (
            officer.post(BASE, {"act": "train", "step": step, "person": "Contoh Perangkat"}).status_code
            == 302
        )
    assert score() == 100
    assert officer.post(BASE, {"act": "open"}).status_code == 302
    assert packs.service(INVENTED).is_open
    assert history(subject=("service", INVENTED))[-1].data["gaps"] == []


def run_sandbox(officer) -> SandboxRun:
    where = officer.post(f"{BASE}uji/", {"sample": "Sampai dibayar"}).url
    for step, move in enumerate(("approve", "pay")):
        assert officer.post(where, {"move": move, "step": step}).status_code == 302
    assert "dicatat sebagai bukti" in text(officer.get(where))
    return SandboxRun.objects.get()


def test_the_sandbox_refuses_what_is_closed_and_what_was_pressed_twice() -> None:
    installed()
    officer = desk()
    answer_all(officer)
    where = officer.post(f"{BASE}uji/", {"sample": "Sampai dibayar"}).url
    assert officer.post(where, {"move": "pay", "step": 0}).status_code == 422
    officer.post(where, {"move": "approve", "step": 0, "without_money": "1"})
    assert SandboxRun.objects.get().state == "WAITING"
    assert officer.post(where, {"move": "approve", "step": 0}).status_code == 422
    assert "Menunggu dana" in text(officer.get(where))


def test_the_sandbox_says_why_a_case_stops() -> None:
    installed()
    officer = desk()
    where = officer.post(f"{BASE}uji/", {"sample": "Hari ke-61"}).url
    assert "belum ditetapkan" in text(officer.get(where))
    answer_all(officer)
    assert "datang terlambat" in text(officer.get(where))
    where = officer.post(f"{BASE}uji/", {"sample": "Tanpa kartu keluarga"}).url
    assert "Kartu keluarga" in text(officer.get(where))
    assert officer.post(f"{BASE}uji/", {"sample": "Tidak ada"}).status_code == 404


def test_a_sample_that_differs_is_explained_by_somebody() -> None:
    installed()
    officer = desk()
    answer_all(officer)
    assert "cocok semua" in text(officer.get(f"{BASE}contoh/"))
    given = {"sample": "Hari ke-60", "note": "sebab"}
    assert officer.post(f"{BASE}contoh/", given).status_code == 422
    given["note"] = "Menurut Perbup kami batasnya lain."
    assert officer.post(f"{BASE}contoh/", given).status_code == 302
    assert Evidence.objects.get().note == given["note"]


def test_opening_with_gaps_names_them_and_needs_a_reason() -> None:
    installed()
    officer = desk()
    assert officer.post(BASE, {"act": "open", "reason": "Bupati meminta hari ini."}).status_code == 422
    answer_all(officer)
    refused = officer.post(BASE, {"act": "open", "reason": "cepat"})
    assert refused.status_code == 422 and "cepat" in text(refused)
    assert officer.post(BASE, {"act": "open", "reason": "Bimtek menyusul pekan depan."}).status_code == 302
    gaps = history(subject=("service", INVENTED))[-1].data["gaps"]
    assert gaps == ["ACCOUNT", "SANDBOX", "TRAINING"]
    assert officer.post(BASE, {"act": "close", "reason": "Anggaran habis tahun ini."}).status_code == 302


def test_a_new_version_is_compared_and_taken_with_or_without_its_answer() -> None:
    installed()
    officer = desk()
    answer_all(officer)
    trust()
    edits = {"pack": ("1.0.0", "1.1.0"), "values": ("default: 60, minimum: 1,", "default: 45, minimum: 1,")}
    where = officer.post(UPLOAD, {"file": upload(signed_zip(**edits))}).url
    assert "Beda dengan versi 1.0.0" in text(officer.get(where))
    plan = officer.post(where).url
    page = text(officer.get(plan))
    assert "6 nilai daerah tetap" in page and "Ambil 45" in page
    taken = {"choice-deadline_days": "take", "legal_reference": ""}
    assert officer.post(plan, taken).status_code == 422
    assert officer.post(plan, {**taken, "legal_reference": RULE}).status_code == 302
    assert packs.values_of(INVENTED, on=timezone.localdate())["deadline_days"] == 45
    assert packs.current(INVENTED).version == "1.1.0"
    assert officer.post(BASE, {"act": "roll_back"}).status_code == 302
    assert packs.current(INVENTED).version == "1.0.0"


def test_the_mentor_looks_on_through_a_link_that_ends(client) -> None:
    installed()
    officer = desk()
    answer = officer.post(
        BASE, {"act": "invite", "name": "Pendamping Contoh", "office": "Kab. Batang"}, follow=True
    )
    link = "/petugas/paket/pendamping/" + text(answer).split("/pendamping/")[1].split("/")[0] + "/"
    page = client.get(link)
    assert page.status_code == 200 and page["Referrer-Policy"] == "same-origin"
    words = "Periksa lagi dasar hukumnya."
    assert client.post(link, {"item": "VALUES", "text": words}).status_code == 302
    assert client.post(link, {"item": "VALUES", "text": ""}).status_code == 422
    assert client.post(link, {"item": "LAIN", "text": words}).status_code == 422
    assert words in text(officer.get(BASE)) and words in text(client.get(link))
    entry = history(subject=("service", INVENTED))[-1]
    assert entry.code == "ADOPTION_COMMENTED" and words not in str(entry.data)
    row = Comment.objects.get().mentor
    assert officer.post(BASE, {"act": "revoke", "mentor": row.pk}).status_code == 302
    assert client.get(link).status_code == 404
    type(row).objects.update(revoked_at=None, expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 404


def test_flow_and_rules_are_shown_in_words() -> None:
    installed()
    page = text(desk().get(f"{BASE}aturan/"))
    assert "<svg" in page and "paling banyak 60" in page and "datang terlambat" in page


def test_the_auditor_reads_and_changes_nothing() -> None:
    installed()
    auditor = desk(Role.AUDITOR)
    for where in (LIST, BASE, f"{BASE}nilai/", f"{BASE}contoh/", f"{BASE}aturan/", f"{BASE}uji/"):
        assert auditor.get(where).status_code == 200
    assert auditor.post(BASE, {"act": "open"}).status_code == 403
    assert auditor.post(f"{BASE}uji/", {"sample": "Sampai dibayar"}).status_code == 403
    assert auditor.get(UPLOAD).status_code == 403


def test_keys_are_trusted_and_withdrawn() -> None:
    make_region()
    officer = desk()
    form = {"key": "bukan kunci", "owner": "Kabupaten Batang", "checked_how": "Dibacakan lewat telepon"}
    assert officer.post("/petugas/paket/kunci/", form).status_code == 422
    assert officer.post("/petugas/paket/kunci/", {**form, "key": PUBLIC}).status_code == 302
    assert [row.key for row in packs.trusted_keys()] == [PUBLIC]
    officer.post("/petugas/paket/kunci/", {"act": "withdraw", "key": PUBLIC})
    assert packs.trusted_keys() == []


def test_a_pack_leaves_as_one_signed_file(settings, tmp_path) -> None:
    installed()
    settings.PACK_KEY_FILE = tmp_path / "kunci"
    packs.write_key(settings.PACK_KEY_FILE, bytes(range(32)))
    answer = desk().get(f"{BASE}unduh/")
    assert answer["Content-Disposition"] == 'attachment; filename="bantuan-rekaan-1.0.0.zip"'
    assert answer.content == signed_zip()


@pytest.mark.slow
def test_the_list_asks_the_database_a_bounded_number_of_times() -> None:
    make_region()
    numbers = iter(range(100))

    def more(count: int) -> None:
        for number in (next(numbers) for _ in range(count)):
            files = invented_files(pack=("id: bantuan-rekaan", f"id: rekaan-{number}"))
            packs.install(files=files, by=SYSTEM, at=timezone.now())
        packs.services(open_only=False)  # the copy in the process is renewed after a change, not once per row

    assert_bounded(desk(), LIST, more)


def test_what_is_not_there_is_404() -> None:
    officer = desk()
    for where in (
        "layanan/tidak-ada/",
        "layanan/tidak-ada/nilai/",
        "tawaran/x/",
        "pendamping/x/",
        "layanan/tidak-ada/unduh/",
    ):
        assert officer.get(f"/petugas/paket/{where}").status_code == 404, where
    installed()
    assert officer.get(f"{BASE}nilai/tidak_ada/").status_code == 404
    assert officer.get(f"{BASE}uji/9/").status_code == 404
    assert officer.get(f"{BASE}versi/9/").status_code == 404
    assert officer.post(BASE, {"act": "apa"}).status_code == 404
