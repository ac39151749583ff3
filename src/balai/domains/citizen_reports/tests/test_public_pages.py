"""What everybody sees: lists, one report, areas, feeds, tables, the map; and what nobody may see there."""

import csv
import io
import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from balai.domains.citizen_reports import figures
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.engine.cases import public as cases
from balai.engine.documents import public as documents
from balai.engine.journal.public import run_followers, seal
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.kits.testing.queries import assert_bounded

from .factories import DESA, PLACE, file, make_category, make_opd, make_region, officer, photo

pytestmark = pytest.mark.django_db
SECRETS = {"name": "Warga Tersembunyi", "email": "tersembunyi@contoh.example", "phone": "081299998888"}
TEXT = "Jalan berlubang. Hubungi 0812-7777-6666, NIK 3325010101900001, mobil G 1234 AB."
PAGES = ["/", "/laporan/", "/laporan.csv", "/laporan.atom", "/wilayah/99.01.01/", f"/wilayah/{DESA}/", "/wilayah/99.01.01/laporan.atom", "/statistik/", "/peta/", "/peta/titik.json?bbox=109.7,-7,109.8,-6.9"]  # fmt: skip


def body(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_no_public_page_tells_who_it_was(client):
    report = file(identity="OPEN", text=TEXT, **SECRETS)
    leaks = [*SECRETS.values(), report.case.tracking_code, "0812-7777-6666", "3325010101900001", "G 1234 AB"]
    # There is something to leak: the officer's side knows all of it.
    stored = Report.objects.get(pk=report.pk)
    assert [stored.reporter_name, stored.email, stored.phone] == list(SECRETS.values())
    assert all(leak in stored.text for leak in leaks[4:])
    for url in [*PAGES, f"/laporan/{number_of(report)}/"]:
        page = body(client.get(url))
        assert not [leak for leak in leaks if leak in page], url
    assert "Jalan berlubang" in body(client.get(f"/laporan/{number_of(report)}/"))


def test_a_confidential_report_is_nowhere(client):
    make_category()
    shot = documents.store_photo(upload=photo(), kind="REPORT", by=CITIZEN, at=timezone.now())
    report = file(
        identity="CONFIDENTIAL",
        text="Pungutan aneh yang sangat rahasia",
        photos=[shot],
        accused_opd_id=make_opd().pk,
    )
    for url in PAGES:
        assert "sangat rahasia" not in body(client.get(url)), url
    assert client.get(f"/laporan/{number_of(report)}/").status_code == 404
    assert (
        client.post(f"/laporan/{number_of(report)}/ikuti/", {"email": "a@contoh.example"}).status_code == 404
    )
    for url in (documents.url(shot), documents.thumbnail_url(shot)):
        assert client.get(url).status_code in {403, 404}
    accused = make_user(Role.OPD_ADMIN, opd=make_opd(), email="terlapor@contoh.invalid")
    client.force_login(accused)
    assert client.get(documents.url(shot)).status_code in {403, 404}
    assert client.get(f"/petugas/kasus/{report.pk}/").status_code == 404
    assert client.get(f"/petugas/laporan/{report.pk}/kontak/").status_code == 404
    assert "sangat rahasia" not in body(client.get("/petugas/?tab=all"))
    # The holder does see it, its photo included: there was something to hide.
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder, email="pemeriksa@contoh.invalid"))
    assert "sangat rahasia" in body(client.get("/petugas/?tab=all"))
    assert client.get(documents.url(shot)).status_code == 200


def test_a_hidden_name_is_not_shown_to_the_agency_not_even_masked(client):
    report = file(identity="HIDDEN", **SECRETS)
    open_one = file(identity="OPEN", **SECRETS)
    client.force_login(make_user(Role.OPD_ADMIN, opd=report.case.holder, email="petugas@contoh.invalid"))
    panels = [client.get(f"/petugas/kasus/{row.pk}/").context["panel"]["name"] for row in (report, open_one)]
    assert panels[0] == ""
    assert panels[1] != ""
    assert SECRETS["name"] not in panels[1]


def titles(client, query: str) -> set[str]:
    return {card["report"].public_text for card in client.get(f"/laporan/?{query}").context["cards"]}


def test_filters_of_the_list(client):
    make_category("AIR01", group="WATER", opd=make_opd("DINAS_AIR"), keywords=["pipa"])
    one = file(text="Jalan berlubang pertama")
    two = file(text="Pipa bocor kedua di sana", category_code="AIR01", area_code="99.01.02.1001")
    cases.close(
        case_id=two.pk, reason="DUPLICATE", text="Sudah ada.", by=officer(two.case.holder), at=timezone.now()
    )
    both = {one.public_text, two.public_text}
    table = {
        "": both, "q=BOCOR": {two.public_text}, "q=tidak-ada": set(), "keadaan=terbuka": {one.public_text}, "keadaan=ditutup": {two.public_text},
        "keadaan=ngawur": both, "kelompok=WATER": {two.public_text}, "wilayah=99.01.02": {two.public_text}, f"wilayah={DESA}": {one.public_text},
        "wilayah=99.01.0": set(), "wilayah=77": set(), "opd=DINAS_AIR": {two.public_text}, "opd=NOPE": set(), f"sebelum={two.pk}": {one.public_text},
    }  # fmt: skip
    assert {query: titles(client, query) for query in table} == table


ODD = ["/laporan/?sebelum=²", f"/laporan/?sebelum={'9' * 30}", "/laporan/?q=%00", "/laporan/?opd=%00", "/laporan/?kelompok=%00", "/laporan/?wilayah=%00", "/laporan/?keadaan=%00", "/laporan/?q=%25%5F%27", "/laporan.csv?tahun=²", "/laporan.csv?tahun=99999", "/laporan.csv?tahun=0", "/statistik/?menurut=%00", "/lacak/?code=%00"]  # fmt: skip
MISSING = ["/wilayah/00/", "/wilayah/00/laporan.atom", "/laporan/RKN-26-999999/", "/laporan/apa/", f"/laporan/RKN-26-{'9' * 40}/", "/laporan/RKN-26-²²²²²²/", "/wilayah/%00/"]  # fmt: skip


@pytest.mark.parametrize("url", ODD)
def test_odd_addresses_give_a_page(client, url):
    file()
    answer = client.get(url)
    assert answer.status_code == 200
    body(answer)


@pytest.mark.parametrize("url", MISSING)
def test_what_is_not_there_is_404(client, url):
    file()
    assert client.get(url).status_code == 404


def test_the_feed_is_atom(client):
    file(text="Jalan <b>berlubang</b> & becek sekali")
    for url in ("/laporan.atom", "/wilayah/99.01.01/laporan.atom"):
        root = ElementTree.fromstring(client.get(url).content)
        names = {"a": "http://www.w3.org/2005/Atom"}
        assert root.tag == "{http://www.w3.org/2005/Atom}feed"
        for wanted in (
            "a:id",
            "a:title",
            "a:updated",
            "a:entry/a:id",
            "a:entry/a:title",
            "a:entry/a:updated",
        ):
            assert root.find(wanted, names) is not None, wanted
        assert "<b>berlubang</b> & becek" in root.find("a:entry/a:summary", names).text


def test_the_table_has_the_columns_and_runs_no_formula(client):
    wild = [
        "=HYPERLINK(1) jalan rusak",
        "+62 jalan rusak berat",
        "-1 jalan rusak berat",
        "@SUM(A1) jalan rusak",
    ]
    for text in wild:
        file(text=text)
    file(text='Tanda "kutip", koma, dan\nbaris baru')
    rows = list(csv.reader(io.StringIO(body(client.get("/laporan.csv")))))
    assert rows[0][:4] == ["service_request_id", "requested_datetime", "updated_datetime", "closed_date"]
    assert len(rows) == 6
    assert {len(row) for row in rows} == {14}
    texts = [row[9] for row in rows[1:]]
    assert not [text for text in texts if text[0] in "=+-@"]
    assert texts[-1] == 'Tanda "kutip", koma, dan\nbaris baru'
    year = timezone.localdate().year
    assert len(body(client.get(f"/laporan.csv?tahun={year - 3}")).splitlines()) == 1


BOXES = [("", 400), ("1,2,3", 400), ("a,b,c,d", 400), ("nan,nan,nan,nan", 400), ("109,-7,110,-91", 400), ("110,-6,109,-7", 400), ("-180,-90,180,90", 200), ("109.7,-7,109.8,-6.9", 200)]  # fmt: skip


@pytest.mark.parametrize(("box", "status"), BOXES)
def test_boxes_of_the_map(client, box, status):
    file()
    assert client.get("/peta/titik.json", {"bbox": box}).status_code == status


@pytest.mark.slow
def test_the_map_stays_small_with_ten_thousand_pins(client):
    first = file(latitude=PLACE[0], longitude=PLACE[1])
    case, row = cases.Case.objects.get(pk=first.pk), Report.objects.get(pk=first.pk)
    made = []
    for number in range(10_000):
        case.pk, case.tracking_code = first.pk + 1 + number, f"REKAAN{number:05d}"
        made.append(
            cases.Case(**{f.attname: getattr(case, f.attname) for f in cases.Case._meta.concrete_fields})
        )
    cases.Case.objects.bulk_create(made, batch_size=500)
    rows = [Report(**{**{f.attname: getattr(row, f.attname) for f in Report._meta.concrete_fields}, "case_id": one.pk}) for one in made]  # fmt: skip
    Report.objects.bulk_create(rows, batch_size=500)
    for box in ("109.74,-6.96,109.76,-6.94", "109.5,-7.2,110.1,-6.8", "109.0,-7.5,110.5,-6.5"):
        answer = client.get("/peta/titik.json", {"bbox": box})
        assert answer.status_code == 200, box
        assert len(answer.content) <= 30 * 1024, box
        assert json.loads(answer.content)["type"] == "FeatureCollection"


def test_lists_cost_the_same_for_thirty(client):
    def rows(count: int) -> None:
        for number in range(count):
            shot = documents.store_photo(
                upload=photo(colour=(number, 9, 9)), kind="REPORT", by=CITIZEN, at=timezone.now()
            )
            file(photos=[shot])

    for url in ("/", "/laporan/", "/wilayah/99.01.01/", "/laporan.atom"):
        assert_bounded(client, url, rows)


# --- statistics that cannot be gamed


def counted(today=None):
    seal(at=timezone.now())
    run_followers(at=timezone.now())
    return figures.region_row(today=today or timezone.localdate())


def answered(report, at):
    cases.reply(
        case_id=report.pk, text="Sudah kami kerjakan.", is_final=True, by=officer(report.case.holder), at=at
    )


def test_one_report_is_no_winner(client):
    report = file(at=timezone.now() - timedelta(hours=2))
    answered(report, timezone.now() - timedelta(hours=1))
    row = counted()
    assert row.answered == 1
    assert row.median.value is None
    assert not row.enough


def test_closing_and_filing_again_does_not_make_fast(client):
    """Forty slow reports closed without an answer stay in the reckoning as time that nobody answered."""
    now = timezone.now()
    for number in range(40):
        slow = file(at=now - timedelta(days=20, minutes=number))
        cases.close(
            case_id=slow.pk, reason="DUPLICATE", text="Tutup dulu.", by=officer(slow.case.holder), at=now
        )
    honest = counted()
    for number in range(30):
        again = file(at=now - timedelta(hours=2, minutes=number))
        answered(again, now - timedelta(hours=1))
    row = counted()
    assert (honest.answered, row.answered, row.opened) == (0, 30, 70)
    assert row.ninety.value is None or row.ninety.value > timedelta(days=1)


def test_silence_is_never_confirmed():
    now = timezone.now()
    report = file(at=now - timedelta(days=70))
    answered(report, now - timedelta(days=60))
    cases.sweep(at=now)
    row = counted()
    assert (row.answered, row.confirmed) == (1, 0)
    assert Report.objects.get().case.state == "LAPSED"


def test_open_reports_count():
    now = timezone.now()
    for number in range(40):
        file(at=now - timedelta(days=30, minutes=number))
    for number in range(30):
        answered(file(at=now - timedelta(hours=5, minutes=number)), now - timedelta(hours=4))
    row = counted()
    assert (row.open, row.answered) == (40, 30)
    assert row.ninety.value is None


def test_the_files_say_the_same_in_three_forms(client):
    for text in ("Lubang & <genangan> di jalan.", "=HYPERLINK(1) jalan rusak", 'Tanda "kutip" di jalan.'):
        file(text=text)
    file(identity="CONFIDENTIAL", text="Rahasia contoh di jalan.")
    year = timezone.localdate().year
    table = list(csv.DictReader(io.StringIO(body(client.get(f"/laporan.csv?tahun={year}")))))
    found = json.loads(body(client.get(f"/laporan.json?tahun={year}")))
    tree = ElementTree.fromstring(body(client.get(f"/laporan.xml?tahun={year}")))
    assert [list(row) for row in found] == [list(table[0])] * 3
    texts = [row.findtext("description") for row in tree]
    assert texts == [row["description"] for row in found]
    assert [row["description"].lstrip("'") for row in table] == texts
    assert [row["closed_date"] for row in found] == [None] * 3
    page = client.get("/laporan/berkas/").content.decode()
    assert f"?tahun={year}" in page and '<td class="num" data-label="Laporan">3</td>' in page


def test_files_without_reports_are_whole(client):
    make_region()
    assert json.loads(body(client.get("/laporan.json"))) == []
    assert len(ElementTree.fromstring(body(client.get("/laporan.xml")))) == 0
