"""The import doctor: forty seeded faults, each told with its cell and with advice; and what is accepted as it is."""

from datetime import date

import pytest

from balai.domains.residents.models import Resident
from balai.domains.residents.rules.cells import CellFault, read, suggestion
from balai.domains.residents.rules.checking import Checker, Row
from balai.domains.residents.rules.columns import RESIDENT, RESIDENT_COLUMNS
from balai.domains.residents.rules.faults import ADVICE_LABELS, WARNINGS, WHAT_LABELS, address, letters
from balai.domains.residents.rules.headers import recognise
from balai.domains.residents.tests.factories import CODES, applied, nik, person, table, uploaded, village

PLACE = {code: letters(CODES.index(code)) for code in CODES}
BORN = date(1990, 1, 31)
PLAIN = {"tanggallahir": BORN.isoformat(), "sex": "1", "kk_level": "9"}


def plain(number: int, **columns) -> dict:
    """Somebody of a family of his own, whose NIK agrees with everything."""
    told = {"nik": nik(number, born=BORN), "no_kk": f"99330201018{number:05d}", **PLAIN, "kk_level": "1"}
    return person(number, **{**told, **columns})


# What is put into one row each, which cell is told, which fault.
SEEDED: list[tuple[dict, str, str]] = [
    ({"nik": "33251190"}, "nik", "NIK_LENGTH"),
    ({"nik": "993301310190000123"}, "nik", "NIK_LENGTH"),
    ({"nik": "99330131O1900012"}, "nik", "NIK_LETTERS"),
    ({"nik": "9,93E+15"}, "nik", "NIK_NUMBER_LOST"),
    ({"nik": "9.93301E+15"}, "nik", "NIK_NUMBER_LOST"),
    ({"nik": "1111111111111111"}, "nik", "NIK_FILLER"),
    ({"nik": "0933013101900077"}, "nik", "NIK_SHAPE"),
    ({"nik": nik(7, born=date(1985, 5, 5))}, "nik", "NIK_BIRTH"),
    ({"sex": "2"}, "nik", "NIK_SEX"),
    ({"no_kk": "12345"}, "no_kk", "KK_LENGTH"),
    ({"no_kk": "99330201O1000001"}, "no_kk", "KK_LETTERS"),
    ({"no_kk": ""}, "no_kk", "KK_MISSING"),
    ({"kk_level": "4"}, "kk_level", "KK_NO_HEAD"),
    ({"ayah_nik": "123"}, "ayah_nik", "NIK_LENGTH"),
    ({"nama": ""}, "nama", "NAME_MISSING"),
    ({"nama": "Contoh 2"}, "nama", "NAME_DIGITS"),
    ({"nama": "X"}, "nama", "NAME_SHORT"),
    ({"nama": "Contoh " * 20}, "nama", "TEXT_TOO_LONG"),
    ({"alamat": "Jl.\u202e Rekaan"}, "alamat", "TEXT_UNREADABLE"),
    ({"tempatlahir": "KudÃ©s"}, "tempatlahir", "TEXT_GARBLED"),
    ({"alamat": "=HYPERLINK(A1)"}, "alamat", "TEXT_FORMULA"),
    ({"sex": "X"}, "sex", "CODE_UNKNOWN"),
    ({"sex": ""}, "sex", "SEX_MISSING"),
    ({"agama_id": "9"}, "agama_id", "CODE_RANGE"),
    ({"agama_id": "Islm"}, "agama_id", "CODE_UNKNOWN"),
    ({"pekerjaan_id": "90"}, "pekerjaan_id", "CODE_RANGE"),
    ({"status_kawin": "Pacaran"}, "status_kawin", "CODE_UNKNOWN"),
    ({"tanggallahir": ""}, "tanggallahir", "BIRTH_MISSING"),
    ({"tanggallahir": "kapan-kapan"}, "tanggallahir", "DATE_UNREADABLE"),
    ({"tanggallahir": "29/02/2023"}, "tanggallahir", "DATE_IMPOSSIBLE"),
    ({"tanggallahir": "01/31/1990"}, "tanggallahir", "DATE_MONTH_FIRST"),
    ({"tanggallahir": "31/01/90"}, "tanggallahir", "DATE_SHORT_YEAR"),
    ({"tanggallahir": "01/01/2999"}, "tanggallahir", "DATE_FUTURE"),
    ({"tanggallahir": "31/01/1790"}, "tanggallahir", "DATE_OLD"),
    ({"tanggalperkawinan": "01/01/1980"}, "tanggalperkawinan", "MARRIED_EARLY"),
    ({"tanggalperkawinan": "01/01/2015", "tanggalperceraian": "01/01/2010"}, "tanggalperceraian", "DIVORCED_EARLY"),
    ({"hamil": "1"}, "hamil", "PREGNANT_MAN"),
    ({"rt": "tiga"}, "rt", "NEIGHBOURHOOD_ODD"),
    ({"lat": "enam"}, "lat", "DEGREES_UNREADABLE"),
    ({"lat": "109.7"}, "lat", "DEGREES_RANGE"),
    ({"tanggallahir": "31/01/2020", "status_kawin": "2", "kk_level": "4"}, "status_kawin", "MARRIED_CHILD"),
    ({"tanggallahir": "31/01/2020"}, "kk_level", "HEAD_CHILD"),
]  # fmt: skip
SAME_WORDS = {"KK_LENGTH": "NIK_LENGTH", "KK_LETTERS": "NIK_LETTERS"}


@pytest.mark.django_db
@pytest.mark.slow
def test_every_seeded_fault_is_told_with_its_cell_and_advice():
    rows = [plain(100 + number, **columns) for number, (columns, _, _) in enumerate(SEEDED)]
    twins = [plain(900, nik=nik(900, born=BORN)), plain(901, nik=nik(900, born=BORN)), plain(902, ayah_nik=nik(902, born=BORN)),
             plain(903, no_kk=nik(903, born=BORN)), plain(904), plain(905, no_kk=plain(904)["no_kk"]),
             plain(906, nik="0", nama="Contoh Kembar"), plain(907, nik="", nama="Contoh Kembar")]  # fmt: skip
    made = uploaded(table(rows + twins))
    told = {(address(one.row, one.place), one.code): one for one in made.findings.all()}
    expected = [
        (f"{PLACE[column]}{number + 2}", SAME_WORDS.get(code, code))
        for number, (_, column, code) in enumerate(SEEDED)
    ]
    first = len(rows) + 2
    expected += [
        (f"{PLACE['nik']}{first}", "NIK_TWICE"), (f"{PLACE['nik']}{first + 1}", "NIK_TWICE"),
        (f"{PLACE['ayah_nik']}{first + 2}", "PARENT_IS_SELF"), (f"{PLACE['nik']}{first + 3}", "NIK_IS_KK"),
        (f"{PLACE['kk_level']}{first + 5}", "KK_TWO_HEADS"), (f"{PLACE['nama']}{first + 7}", "PERHAPS_TWICE"),
    ]  # fmt: skip
    assert [one for one in expected if one not in told] == []
    assert len(expected) >= 40
    for finding in told.values():
        assert WHAT_LABELS[finding.code].format(**finding.values)
        assert ADVICE_LABELS[finding.code].format(**finding.values)
        assert finding.is_error == (finding.code not in WARNINGS)
    assert made.counts["wrong"] + made.counts["ready"] == made.counts["rows"] == len(rows) + len(twins)


def test_every_fault_has_words_and_advice():
    assert set(WHAT_LABELS) == set(ADVICE_LABELS) and set(WHAT_LABELS) > WARNINGS


@pytest.mark.django_db
def test_odd_rows_are_told():
    rows = table([plain(1), plain(2), plain(3)])
    rows.insert(2, CODES)
    rows.append(["JUMLAH", "3"])
    rows[1] = [*rows[1], "", "tergeser"]
    made = uploaded(rows)
    odd = {address(one.row, one.place): one.code for one in made.findings.filter(is_error=True)}
    assert odd == {"AS2": "ROW_WIDE", "baris 3": "ROW_REPEATS_HEADER", "baris 6": "ROW_SUM"}


@pytest.mark.django_db
def test_people_without_nik_never_merge():
    same = {"nik": "0", "nama": "Contoh Tanpa Nomor", **PLAIN}
    made = applied(table([person(1, **same), person(2, **same), person(3, **same)]))
    assert Resident.objects.filter(person_key=None).count() == 3
    again = uploaded(table([person(1, **same)]))
    assert again.counts["new"] == 1
    assert "PERHAPS_KNOWN" in set(again.findings.values_list("code", flat=True))
    assert made.counts["without_nik"] == 3


@pytest.mark.django_db
def test_the_dead_do_not_come_back_by_file():
    applied(table([plain(1, status_dasar="2")]))
    made = uploaded(table([plain(1, status_dasar="1")]))
    assert made.findings.get(is_error=True).code == "REVIVES"
    bare = [code for code in CODES if code != "status_dasar"]
    applied(table([plain(1, nama="Contoh Baru")], bare))
    row = Resident.objects.get()
    assert (row.name, row.status) == ("Contoh Baru", "DEAD")


@pytest.mark.django_db
def test_blank_cells_delete_nothing():
    applied(table([plain(1)]))
    before = Resident.objects.get().person
    applied(table([{"nik": before["nik"], "nama": before["nama"], "no_kk": "", "alamat": "", "sex": "L",
                    "tanggallahir": ""}]))  # fmt: skip
    assert Resident.objects.get().person == before


@pytest.mark.django_db
def test_a_file_from_civil_registration_is_accepted_as_it_is():
    rows = [
        ["DATA PENDUDUK DESA CONTOHSARI"],
        [],
        ["NO", "NO KK", "NIK", "NAMA LENGKAP", "TMPT LHR", "TGL LHR", "JK", "AGAMA", "STATUS", "SHDK", "PENDIDIKAN",
         "PEKERJAAN", "NAMA IBU", "NAMA AYAH", "ALAMAT", "RT", "RW"],
        ["1", "'9933020101000001", "99.3301.310190.0001", "CONTOH PERTAMA", "BATANG", "31-01-1990", "L", "ISLAM",
         "KAWIN", "KEPALA KELUARGA", "SLTA/SEDERAJAT", "PETANI/PEKEBUN", "IBU CONTOH", "AYAH CONTOH", "DK. KRAJAN", "RT 01", "2"],
        ["2", "9933020101000001", "9933017002920002", "CONTOH KEDUA", "BATANG", "30 Feb 1992", "P", "ISLAM", "KAWIN",
         "ISTRI", "SLTP", "MENGURUS RUMAH TANGGA", "IBU CONTOH", "AYAH CONTOH", "DK. KRAJAN", "01", "02"],
    ]  # fmt: skip
    made = uploaded(rows)
    assert [(one.code, address(one.row, one.place)) for one in made.findings.filter(is_error=True)] == [
        ("DATE_IMPOSSIBLE", "F5")
    ]
    assert made.header_row == 3 and "0" not in made.mapping
    applied(rows, leaves_out=True)
    told = Resident.objects.get().person
    assert (told["nik"], told["sex"], told["pekerjaan_id"], told["rt"]) == (
        "9933013101900001",
        "1",
        "9",
        "01",
    )
    assert (told["status_kawin"], told["kk_level"], told["pendidikan_kk_id"]) == ("2", "1", "5")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("31/01/1990", "1990-01-31"), ("1/2/1990", "1990-02-01"), ("31-1-1990", "1990-01-31"), ("1990-01-31 00:00:00", "1990-01-31"),
     ("31 Januari 1990", "1990-01-31"), ("31 Des 1990", "1990-12-31"), ("17 agustus 1945", "1945-08-17"), (32904, "1990-01-31"),
     ("32904", "1990-01-31"), ("31011990", "1990-01-31"), ("19900131", "1990-01-31"), (31011990, "1990-01-31"), ("29/02/2024", "2024-02-29"),
     ("-", ""), ("0000-00-00", ""), ({"day": "1990-01-31"}, "1990-01-31")],
)  # fmt: skip
def test_days_in_many_forms(raw, kept):
    assert read(RESIDENT["tanggallahir"], raw) == kept


@pytest.mark.parametrize(
    ("column", "raw", "kept"),
    [("nik", "35.2318.310190.0001", "3523183101900001"), ("nik", " 3523183101900001 ", "3523183101900001"), ("nik", 0, ""), ("nik", "0", ""),
     ("nik", "'3523183101900001", "3523183101900001"), ("nik", 3523183101900001, "3523183101900001"), ("sex", "LAKI-LAKI", "1"), ("sex", "p", "2"),
     ("golongan_darah_id", "A-", "6"), ("golongan_darah_id", "A", "1"), ("golongan_darah_id", "ab+", "9"), ("cara_kb_id", "99", "99"),
     ("agama_id", "Katolik", "3"), ("agama_id", 1, "1"), ("agama_id", "01", "1"), ("kk_level", "FAMILI LAIN", "9"), ("pekerjaan_id", "Karyawan Swasta", "15"),
     ("nama", "  Contoh   Pertama ", "Contoh Pertama"), ("suku", "-", "-"), ("rt", 3, "3"), ("lat", "-6,91", "-6.91"), ("lat", -6.91, "-6.91")],
)  # fmt: skip
def test_cells_as_people_write_them(column, raw, kept):
    assert read(RESIDENT[column], raw) == kept


@pytest.mark.parametrize(
    ("column", "raw", "code"),
    [("nik", 3523183101900010, "NIK_NUMBER_LOST"), ("nik", 3.52318310190001e20, "NIK_NUMBER_LOST"), ("tanggallahir", 1990, "DATE_ONLY_YEAR"),
     ("sex", {"error": "#N/A"}, "CELL_ERROR"), ("nama", {"error": "#REF!"}, "CELL_ERROR")],
)  # fmt: skip
def test_cells_that_nobody_should_guess(column, raw, code):
    with pytest.raises(CellFault) as fault:
        read(RESIDENT[column], raw)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("column", "raw", "meant"),
    [("tanggallahir", "31/01/90", "31/01/1990"), ("tanggallahir", "01/31/1990", "31/01/1990"), ("agama_id", "Islm", "Islam"), ("nik", "99330131O1900012", "9933013101900012"),
     ("nama", "=Contoh", "Contoh"), ("tanggallahir", "kapan", "")],
)  # fmt: skip
def test_what_was_probably_meant(column, raw, meant):
    assert suggestion(RESIDENT[column], raw) == meant


def test_all_headers_of_the_village_format_are_known_and_near_ones_too():
    assert len(RESIDENT_COLUMNS) == 43
    assert recognise(1, CODES, kind="RESIDENTS").mapping == dict(enumerate(CODES))
    found = recognise(
        1, ["N.I.K", "Nama Lengkp", "Jns Kelamin", "Tangal Lahir", "Hobi", "NIK"], kind="RESIDENTS"
    )
    assert found.mapping == {0: "nik", 1: "nama", 2: "sex", 3: "tanggallahir"}
    assert found.unknown == [4] and found.doubled == [5]


@pytest.mark.django_db
def test_numbers_that_kept_all_their_digits_are_believed():
    checker = Checker(
        kind="RESIDENTS", mapping={0: "nik", 1: "nama"}, width=2, titles=["nik", "nama"], today=BORN
    )
    rows = [Row(n, [9933013101900000 + n, "Contoh"]) for n in range(1, 11)]
    checker.learn(rows)
    assert [checker.read(row).has_error for row in rows] == [False] * 10
    checker.learn(rows[9:])
    assert checker.read(rows[9]).faults[0].code == "NIK_NUMBER_LOST"


@pytest.mark.django_db
def test_one_villages_file_does_not_touch_another():
    there = village("33.25.99.2002", "Misalrejo")
    applied(table([plain(1)]), area=there)
    made = applied(table([plain(1)]))
    assert made.counts["new"] == 1 and Resident.objects.count() == 2
