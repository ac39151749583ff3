"""The pages: who opens them, that numbers stay masked, that forms keep what was typed."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from balai.domains.residents.models import Disclosure, Import, Resident
from balai.domains.residents.terms import ImportState, Status
from balai.domains.residents.tests.factories import applied, csv, nik, officer, person, table, village, xlsx
from balai.engine.journal.public import Entry
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.kits.testing.queries import assert_bounded

pytestmark = pytest.mark.django_db
SIXTEEN = re.compile(r"(?<!\d)(?:\d[ .-]?){15}\d(?!\d)")
LIST, ADD, IMPORTS, EXPORT = (reverse(f"residents:{name}") for name in ("list", "add", "imports", "export"))


@pytest.fixture
def keeps(client):
    client.force_login(officer())
    return client


def url(name: str, *args) -> str:
    return reverse(f"residents:{name}", args=args)


def bare_numbers(answer) -> list[str]:
    """Sixteen digits in a row on a page, outside the tokens of forms."""
    page = re.sub(
        r'name="(?:csrfmiddlewaretoken|stamp)" value="[^"]*"|hx-headers=\'[^\']*\'',
        "",
        answer.content.decode(),
    )
    return SIXTEEN.findall(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page))


def file(rows, name: str = "warga.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, csv(rows))


def test_an_empty_register_helps(keeps):
    page = keeps.get(LIST).content.decode()
    assert "Daftar penduduk masih kosong" in page and url("template") in page


def test_every_page_of_a_filled_register_is_masked(keeps):
    made = applied(table(person(n) for n in range(1, 9)))
    row = Resident.objects.first()
    for address in (LIST, url("statistics"), EXPORT, url("person", row.pk), url("edit", row.pk), ADD, IMPORTS,
                    url("import", made.pk)):  # fmt: skip
        answer = keeps.get(address)
        assert (address, answer.status_code, bare_numbers(answer)) == (address, 200, [])
    found = keeps.post(LIST, {"q": row.person["nik"]})
    assert row.name in found.content.decode()
    assert [number for number in bare_numbers(found) if number != row.person["nik"]] == []


def test_a_number_of_another_village_answers_like_one_of_nobody(keeps):
    there = village("33.25.99.2002", "Misalrejo")
    applied(table([person(1)]), area=there)
    applied(table([person(2)]))
    foreign = Resident.objects.get(area=there)
    pages = []
    for number in (foreign.person["nik"], nik(9999)):
        answer = keeps.post(LIST, {"q": number})
        pages.append(re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", answer.content.decode()))
    assert pages[0] == pages[1] and "Tidak ditemukan di desa ini" in pages[0]
    for name in ("person", "edit"):
        assert keeps.get(url(name, foreign.pk)).status_code == keeps.get(url(name, 10**9)).status_code == 404
    for name in ("show", "status"):
        assert keeps.post(url(name, foreign.pk), {"purpose": "SERVICE", "status": "DEAD"}).status_code == 404


def test_full_numbers_only_for_a_purpose_and_once(keeps):
    applied(table([person(1)]))
    row = Resident.objects.get()
    assert keeps.post(url("show", row.pk), {}).status_code == 422
    answer = keeps.post(url("show", row.pk), {"purpose": "SERVICE"})
    assert row.person["nik"] in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert Disclosure.objects.get().purpose == "SERVICE"
    entry = Entry.objects.get(code="RESIDENT_SHOWN")
    assert (entry.subject_id, entry.data["purpose"]) == (str(row.pk), "SERVICE")
    assert row.person["nik"] not in keeps.get(url("person", row.pk)).content.decode()


def test_the_export_is_masked_unless_a_reason_is_written_down(keeps):
    applied(table([person(1)]))
    number = Resident.objects.get().person["nik"]
    assert number.encode() not in unpacked(keeps.post(EXPORT, {"how": "masked"}).content)
    assert keeps.post(EXPORT, {"how": "full", "purpose": "BACKUP"}).status_code == 422
    assert Disclosure.objects.count() == 0
    answer = keeps.post(EXPORT, {"how": "full", "purpose": "BACKUP", "reason": "Cadangan akhir bulan"})
    assert number.encode() in unpacked(answer.content)
    assert Entry.objects.get(code="RESIDENTS_EXPORTED").data["purpose"] == "BACKUP"


def unpacked(content: bytes) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return b"".join(archive.read(name) for name in archive.namelist())


def test_somebody_is_added_corrected_and_moves(keeps):
    typed = {"nama": "Contoh Bayi", "sex": "2", "tanggallahir": "29/02/2024", "nik": ""}
    answer = keeps.post(ADD, typed)
    row = Resident.objects.get()
    assert answer["Location"] == url("person", row.pk) and row.person_key is None
    assert row.birth_date == date(2024, 2, 29)
    form = keeps.get(url("edit", row.pk)).context["form"]
    again = {**typed, "nama": "Contoh Bayi Rekaan", "stamp": form.initial["stamp"]}
    assert keeps.post(url("edit", row.pk), again).status_code == 302
    stale = keeps.post(url("edit", row.pk), {**again, "nama": "Ketinggalan"})
    assert stale.status_code == 422 and "baru saja diubah" in stale.content.decode()
    assert keeps.post(url("status", row.pk), {"status": "MOVED"}).status_code == 422
    assert keeps.post(url("status", row.pk), {"status": "MOVED", "on": "2025-01-05"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.status, row.status_date) == ("Contoh Bayi Rekaan", Status.MOVED, date(2025, 1, 5))
    page = keeps.get(url("person", row.pk)).content.decode()
    assert "Dicatat pindah" in page and "Diperbaiki" in page


def test_a_bad_form_comes_back_with_its_words(keeps):
    answer = keeps.post(ADD, {"nama": "Contoh", "tanggallahir": "29/02/2023", "nik": "123"})
    assert answer.status_code == 422
    assert "29/02/2023" in answer.content.decode() and "kabisat" in answer.content.decode()


def test_a_number_left_empty_on_the_form_stays(keeps):
    applied(table([person(1)]))
    row = Resident.objects.get()
    form = keeps.get(url("edit", row.pk)).context["form"]
    typed = {name: field.initial or "" for name, field in form.fields.items() if name != "stamp"}
    keeps.post(url("edit", row.pk), {**typed, "nama": "Nama Baru", "stamp": row.stamp})
    after = Resident.objects.get()
    assert after.name == "Nama Baru" and after.person["nik"] == row.person["nik"]
    assert {**after.person, "nama": ""} == {**row.person, "nama": ""}


def test_from_upload_to_undo_in_the_browser(keeps):
    rows = table([person(1), person(2, tanggallahir="31/02/1990"), person(3, nik="0")])
    answer = keeps.post(IMPORTS, {"file": file(rows)})
    made = Import.objects.get()
    assert answer["Location"] == url("import", made.pk)
    page = keeps.get(url("import", made.pk))
    assert "Kolom mana berisi apa?" in page.content.decode() and bare_numbers(page) == []
    typed = {f"column-{place}": code for place, code in made.columns.items()}
    keeps.post(url("columns", made.pk), typed)
    page = keeps.get(url("import", made.pk))
    assert "J3" in page.content.decode() and "kabisat" in page.content.decode() and bare_numbers(page) == []
    keeps.post(url("work", made.pk), {"work": "APPLY"})
    assert Resident.objects.count() == 0  # a row is wrong and nobody said that it may stay out
    keeps.post(
        url("repair", made.pk), {"row": 3, "place": 9, "text": "28/02/1990", "back": "/penduduk/impor/1/"}
    )
    keeps.post(url("work", made.pk), {"work": "APPLY"})
    made.refresh_from_db()
    assert (made.state, Resident.objects.count()) == (ImportState.APPLIED, 3)
    assert "Buka daftar penduduk" in keeps.get(url("import", made.pk)).content.decode()
    keeps.post(url("work", made.pk), {"work": "UNDO"})
    made.refresh_from_db()
    assert (made.state, Resident.objects.count()) == (ImportState.UNDONE, 0)
    assert "Impor dibatalkan" in keeps.get(url("import", made.pk)).content.decode()


def test_what_blocks_an_undo_is_named(keeps):
    made = applied(table([person(1), person(2)]))
    row = Resident.objects.first()
    keeps.post(url("edit", row.pk), {"nama": "Nama Baru", "stamp": row.stamp})
    keeps.post(url("work", made.pk), {"work": "UNDO"})
    page = keeps.get(url("import", made.pk)).content.decode()
    assert "1 orang sudah diubah" in page and "Nama Baru" in page
    assert Resident.objects.count() == 2


def test_the_changes_stand_side_by_side(keeps):
    applied(table([person(1)]))
    keeps.post(IMPORTS, {"file": file(table([person(1, pekerjaan_id="65", no_kk="9933010101999999")]))})
    made = Import.objects.latest("pk")
    keeps.post(url("columns", made.pk), {f"column-{p}": c for p, c in made.columns.items()})
    page = keeps.get(url("changes", made.pk))
    assert "Guru" in page.content.decode() and bare_numbers(page) == []


def test_a_bad_file_is_refused_in_a_sentence(keeps):
    answer = keeps.post(IMPORTS, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04rusak")})
    assert answer.status_code == 422 and "rusak" in answer.content.decode()
    assert Import.objects.count() == 0
    assert keeps.post(IMPORTS, {}).status_code == 422


def test_two_columns_cannot_mean_the_same(keeps):
    keeps.post(IMPORTS, {"file": file(table([person(1)]))})
    made = Import.objects.get()
    typed = {f"column-{p}": c for p, c in made.columns.items()} | {"column-0": "nama"}
    answer = keeps.post(url("columns", made.pk), typed)
    assert answer.status_code == 422 and "dua kolom" in answer.content.decode()


def test_the_faults_come_as_a_coloured_table_without_numbers(keeps):
    keeps.post(IMPORTS, {"file": file(table([person(1, sex="X")]))})
    made = Import.objects.get()
    keeps.post(url("columns", made.pk), {f"column-{p}": c for p, c in made.columns.items()})
    content = unpacked(keeps.get(url("faults", made.pk)).content)
    assert b"F8D0CC" in content and b"Pilih isi yang benar" in content
    assert person(1)["nik"].encode() not in content
    assert b"nama" in unpacked(keeps.get(url("template")).content)


@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.COORDINATOR, 403), (Role.EXECUTIVE, 403), (Role.AUDITOR, 403), (Role.OPERATOR, 403), (Role.CITIZEN, 403),
     (Role.FIELD_OFFICER, 403)],
)  # fmt: skip
def test_nobody_else_sees_personal_data(client, role, expected):
    applied(table([person(1)]))
    row = Resident.objects.get()
    client.force_login(make_user(role))
    for address in (
        LIST,
        ADD,
        EXPORT,
        url("statistics"),
        url("person", row.pk),
        url("edit", row.pk),
        IMPORTS,
    ):
        assert client.get(address).status_code == expected


def test_another_village_opens_no_import(client):
    made = applied(table([person(1)]))
    client.force_login(officer(village("33.25.99.2002", "Misalrejo")))
    assert client.get(url("import", made.pk)).status_code == 404
    assert client.post(url("work", made.pk), {"work": "UNDO"}).status_code == 404


def test_the_lists_take_as_many_queries_for_thirty_as_for_one(keeps):
    numbers = iter(range(1, 1000))
    assert_bounded(keeps, LIST, lambda n: applied(table(person(next(numbers)) for _ in range(n))))


def test_the_history_of_files_is_bounded(keeps):
    made = applied(table([person(1)]))

    def more(count: int) -> None:
        for _ in range(count):
            made.pk = None
            made.save(force_insert=True)

    assert_bounded(keeps, IMPORTS, more)


@pytest.mark.parametrize("query", ["?hal=x", "?keadaan=zzz&hal=-1", "?hal=٣", "?hal=9999"])
def test_odd_addresses_still_answer(keeps, query):
    applied(table([person(1)]))
    assert keeps.get(LIST + query).status_code == 200


def test_excel_from_the_browser(keeps):
    data = SimpleUploadedFile("warga.xlsx", xlsx(table([person(1)])))
    assert keeps.post(IMPORTS, {"file": data}).status_code == 302
    assert Import.objects.get().format == "XLSX"
