"""What the pages show and to whom, and what a form keeps when it is refused."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from balai.domains.masterplan.actions.quick_wins import describe_quick_win
from balai.domains.masterplan.models import Programme, ProgrammeImport, QuickWin, QuickWinFigure
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, officer, planner
from balai.domains.masterplan.tests.test_excel import file_of
from balai.engine.people.public import User
from balai.engine.people.testing import make_opd
from balai.engine.threads.public import dead_ends, find, tie, visible_kinds
from balai.foundation.actor import SYSTEM
from balai.kits.testing.queries import assert_bounded
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db


def signed_in(by) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.user_id))
    return client


def text(path: str, client: Client | None = None) -> str:
    return (client or Client()).get(path).content.decode()


def test_without_a_plan_every_page_says_what_to_do():
    for name in ("home", "programmes", "quick_wins", "roadmap"):
        assert "Belum ada rencana" in text(reverse(f"masterplan:{name}"))


@pytest.mark.slow
def test_the_list_is_narrowed_and_bounded():
    opd = make_opd("SATU", short_name="Satu")
    make_programme(
        "X-1", name="Jembatan rekaan", dimension="LIVING", supporting=[opd.pk], targets={2020: "1"}
    )
    for query, is_there in (
        ("", True), ("dimensi=LIVING", True), ("dimensi=ECONOMY", False), ("opd=SATU", True), ("opd=LAIN", False),
        ("tahun=2020", True), ("tahun=2021", False), ("keadaan=PLANNED", True), ("keadaan=DONE", False),
        ("cepat=1", False), ("q=jembatan+X-1", True), ("q=jalan", False), ("periode=NONE", True),
    ):  # fmt: skip
        assert ("Jembatan rekaan" in text(f"/rencana/program/?{query}")) is is_there, query
    numbers = iter(range(1000))

    def more(count: int) -> None:
        for number in range(count):
            made = make_programme(
                f"N-{next(numbers)}", lead_id=opd.pk, supporting=[opd.pk], targets={2019: "1"}
            )
            if number % 3 == 0:
                describe_quick_win(programme_id=made.pk, given={}, version=1, by=SYSTEM, at=NOON)

    for path in ("/rencana/program/", "/rencana/peta-jalan/", "/rencana/quick-win/", "/rencana/"):
        assert_bounded(Client(), path, more, most=25)
    assert_bounded(Client(), "/rencana/program/?bentuk=xlsx", more, most=10)


def test_a_programme_shows_who_leads_and_what_a_file_said():
    gone = make_opd("LAMA", name="Dinas Lama", valid_to=NOON.date().replace(year=2021))
    row = make_programme(lead_id=gone.pk, targets={2020: "1 dokumen"})
    Programme.objects.filter(pk=row.pk).update(kept={"pagu_t2": "semampunya", "+Lampiran": "lihat arsip"})
    page = text(f"/rencana/program/{row.pk}/")
    assert "Pimpinan sudah dibubarkan" in page and "semampunya" in page and "lihat arsip" in page
    assert "dinyatakan oleh pemimpinnya" in page and "/ubah/" not in page
    assert "Dinas Lama" in text("/rencana/program/tanpa-pemimpin/")
    assert "/ubah/" in text(f"/rencana/program/{row.pk}/", signed_in(planner()))
    assert Client().get("/rencana/program/999999/").status_code == 404


def test_a_refused_form_keeps_what_was_typed():
    opd, row = make_opd("SATU"), make_programme("A")
    Programme.objects.filter(pk=row.pk).update(lead=opd, version=3)
    client, path = signed_in(officer(opd)), f"/rencana/program/{row.pk}/ubah/"
    typed = {
        "code": "A",
        "name": "Nama yang saya ketik",
        "dimension": "LIVING",
        "version": "1",
        "ceiling_2019": "1.500",
    }
    refused = client.post(path, typed)
    assert refused.status_code == 422 and "Nama yang saya ketik" in refused.content.decode()
    assert "baru saja diubah orang lain" in refused.content.decode()
    client.post(path, {**typed, "version": "3"})
    row.refresh_from_db()
    assert row.name == "Nama yang saya ketik" and row.years.get(year=2019).ceiling_rupiah == 1500
    assert client.get("/rencana/program/baru/").status_code == 403
    assert signed_in(officer(make_opd("DUA"))).get(path).status_code == 403


@pytest.mark.slow
def test_two_officers_describe_a_quick_win_and_the_second_looks_before_saving():
    opd, row = make_opd("SATU"), make_programme("A")
    Programme.objects.filter(pk=row.pk).update(lead=opd)
    client, path = signed_in(officer(opd)), reverse("masterplan:quick_win", args=[row.pk])
    seen = {"service": "Loket rekaan", "version": "1"}
    assert 'name="version" value="1"' in client.get(path).content.decode()
    assert client.post(path, seen).status_code == 302
    refused = client.post(path, {**seen, "service": "Loket yang saya ketik"})
    told = refused.content.decode()
    assert refused.status_code == 422 and "baru saja diubah orang lain" in told
    assert "Loket yang saya ketik" in told and 'name="version" value="2"' in told
    assert QuickWin.objects.get().service == "Loket rekaan"
    assert client.post(path, {**seen, "service": "Loket yang saya ketik", "version": "2"}).status_code == 302
    path = reverse("masterplan:quick_win_figure", args=[row.pk])
    figure = {"label": "Lama antre", "before": "60", "source": "hitungan", "version": "3"}
    assert 'name="version" value="3"' in client.get(path).content.decode()
    assert client.post(path, figure).status_code == 302
    refused = client.post(path, {**figure, "before": "45"})
    assert refused.status_code == 422 and 'name="version" value="4"' in refused.content.decode()
    assert QuickWinFigure.objects.get().before == 60


@pytest.mark.slow
def test_a_file_is_read_asked_about_shown_taken_over_and_taken_back():
    plan, client = make_plan(), signed_in(planner())
    make_programme("A")
    data = BytesIO(file_of(["Kode", "Program", "Warna"], ["A", "Berganti", "biru"], ["B", "Baru", "hijau"]))
    data.name = "rencana.xlsx"
    asked = client.post("/rencana/impor/", {"file": data}, follow=True).content.decode()
    made = ProgrammeImport.objects.get()
    assert "Kolom mana berisi apa?" in asked and "perlu jawaban" in asked
    chosen = {"column-0": "kode", "column-1": "kode", "column-2": "+"}
    assert "dipilih dua kali" in client.post(f"/rencana/impor/{made.pk}/kolom/", chosen).content.decode()
    chosen["column-1"] = "program_smart_city"
    shown = client.post(f"/rencana/impor/{made.pk}/kolom/", chosen, follow=True).content.decode()
    assert "1 program baru, 1 berubah" in shown and "Program rekaan A" in shown and "Berganti" in shown
    digest = shown.split('name="digest" value="')[1].split('"')[0]
    client.post(f"/rencana/impor/{made.pk}/masukkan/", {"digest": digest})
    answer = Client().get("/rencana/program/?bentuk=xlsx")
    [head, *rows] = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(head) == 34 and [(row[0], row[5], row[-1]) for row in rows] == [
        ("A", "Berganti", "biru"),
        ("B", "Baru", "hijau"),
    ]
    client.post(f"/rencana/impor/{made.pk}/batalkan/")
    assert [row.name for row in plan.programmes.all()] == ["Program rekaan A"]


def test_threads_know_programmes_and_where_they_should_not_end():
    first, quick = make_programme("A"), make_programme("B")
    describe_quick_win(programme_id=quick.pk, given={}, version=1, by=SYSTEM, at=NOON)
    visible = visible_kinds(None)
    knot = find({("PROGRAMME", str(quick.pk))}, visible=visible)["PROGRAMME", str(quick.pk)]
    assert [label for label, _tone in knot.marks] == ["Direncanakan", "Quick win"]

    def lacking() -> dict[str, list[str]]:
        ends = {one.code: ids for one, ids in dead_ends(visible=visible)}
        return {code: ids for code, ids in ends.items() if code.startswith(("program-", "quick-"))}

    assert lacking() == {
        "program-tanpa-kebutuhan": [str(first.pk), str(quick.pk)],
        "quick-win-tanpa-layanan": [str(quick.pk)],
    }
    tie(start=("PROGRAMME", str(quick.pk)), end=("INDICATOR", "X.Y"), why="contoh", by=SYSTEM, at=NOON)
    assert lacking()["quick-win-tanpa-layanan"] == []


@pytest.mark.slow
def test_who_was_not_the_quicker_looks_and_saves_again():
    opd, row, client = make_opd("SATU"), make_programme("A"), signed_in(planner())
    Programme.objects.filter(pk=row.pk).update(version=3)
    forms = {
        "programme_edit": {"code": "A", "name": "Nama yang saya ketik", "dimension": "LIVING"},
        "programme_move": {"to": "RUNNING", "reason": "Anggarannya sudah ada"},
        "programme_lead": {"lead_id": opd.pk},
    }
    for name, typed in forms.items():
        assert_saved_when_sent_again(
            client, reverse(f"masterplan:{name}", args=[row.pk]), {**typed, "version": 1}
        )
    row.refresh_from_db()
    assert (row.name, row.state, row.lead_id) == ("Nama yang saya ketik", "RUNNING", opd.pk)
