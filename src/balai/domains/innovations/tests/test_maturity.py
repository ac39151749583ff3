"""Sheets of the national index: scored by the owner, verified by others, entered, and never apart from life."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from balai.domains.innovations.actions import maturity as acts
from balai.domains.innovations.actions import maturity_entry
from balai.domains.innovations.models import IgaAnswer, IgaEdition, IgaSheet
from balai.domains.innovations.queries import maturity as paper
from balai.domains.innovations.terms_maturity import INSTRUMENT, Aspect
from balai.domains.innovations.tests.paper import (
    MANDATORY,
    coordinator,
    load_editions,
    make_innovation,
    officer,
    regent,
)
from balai.engine.evidence import kinds
from balai.engine.evidence.models import Evidence, Use
from balai.engine.evidence.public import InstrumentRows, evidence_for, keep, register_instrument, use_for
from balai.engine.journal.models import Entry
from balai.engine.people.public import Role, User, actor_of
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editions():
    load_editions()


def owner():
    return actor_of(officer("SATU"))


def score(one, answers=None, *, version=0, by=None, edition="2026"):
    return acts.score_sheet(
        innovation_id=one.pk if one else None,
        edition=edition,
        answers=MANDATORY if answers is None else answers,
        version=version,
        by=by or owner(),
        at=timezone.now(),
    )


def verify(one, verdicts, *, version=1, by=None):
    by = by or coordinator()
    return acts.verify_sheet(
        innovation_id=one.pk, edition="2026", verdicts=verdicts, version=version, by=by, at=timezone.now()
    )


def enter(one, edition="2026", by=None):
    return maturity_entry.enter_sheet(
        innovation_id=one.pk, edition=edition, by=by or coordinator(), at=timezone.now()
    )


def test_the_owner_scores_and_the_planner_verifies_beside():
    one = make_innovation()
    sheet = score(one)
    # 3·2 + 2·1 + 2·1 + 3·2 (250 people are level 2) + 4·3.
    assert (sheet.self_score, sheet.verified_score, sheet.filled, sheet.version) == (Decimal(28), None, 5, 1)
    sheet = verify(one, {"16": {"level": 1, "note": "Hanya SK"}, "17": {"level": 1, "note": ""}})
    assert (sheet.self_score, sheet.verified_score, sheet.verified, sheet.version) == (
        Decimal(28),
        Decimal(5),
        2,
        2,
    )
    assert list(Entry.objects.order_by("pk").values_list("code", flat=True)) == [
        "IGA_SHEET_SCORED",
        "IGA_SHEET_VERIFIED",
    ]
    # Another own level makes the verdict fall away; an unchanged sheet is not written again.
    sheet = score(one, {"16": {"level": 3, "note": ""}, "17": {"level": 1, "note": ""}}, version=2)
    assert (sheet.verified_score, sheet.verified) == (Decimal(2), 1)
    assert score(one, {"17": {"level": 1, "note": ""}}, version=3).version == 3


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"99": {"level": 1}}, "ROW_UNKNOWN"),
        # A row of the region does not belong on the sheet of an innovation.
        ({"1": {"level": 1}}, "ROW_UNKNOWN"),
        ({"16": {"level": 4}}, "LEVEL_UNKNOWN"),
        ({"16": {"level": None}}, "LEVEL_UNKNOWN"),
        ({"33": {"basis": "a", "amount": None}}, "BASIS_NEEDED"),
        ({"33": {"basis": "", "amount": Decimal(5)}}, "BASIS_NEEDED"),
        ({"33": {"basis": "ab", "amount": Decimal(5)}}, "BASIS_NEEDED"),
    ],
)
def test_what_cannot_stand_on_a_sheet(answers, code):
    one = make_innovation()
    with pytest.raises(Refused) as refusal:
        score(one, answers)
    assert refusal.value.code == code
    assert not IgaSheet.objects.exists() and not Entry.objects.exists()


def test_who_may_not():
    one = make_innovation()
    with pytest.raises(Forbidden):
        score(one, by=actor_of(officer("DUA")))
    with pytest.raises(Forbidden):
        score(None, {"1": {"level": 3}}, by=owner())
    score(one)
    for by in (owner(), actor_of(officer("DUA")), actor_of(officer("SATU", Role.COORDINATOR))):
        with pytest.raises(Forbidden):
            verify(one, {"16": {"level": 2}}, by=by)
    with pytest.raises(Forbidden):
        enter(one, by=owner())


def test_two_at_once_and_editions_that_are_off():
    one = make_innovation()
    score(one)
    with pytest.raises(Conflict) as moved:
        score(one, {"16": {"level": 3}}, version=0)
    assert moved.value.code == "SHEET_MOVED" and IgaAnswer.objects.get(row="16").level == 2
    for edition, error in (("2024", Refused), ("2021", Refused), ("1999", NotFound)):
        with pytest.raises(error):
            score(one, edition=edition)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({"18": {"level": 1}}, "ROW_UNKNOWN"),
        ({"16": {"level": 1, "note": ""}}, "REASON_MISSING"),
        ({"16": {"level": 7}}, "LEVEL_UNKNOWN"),
    ],
)
def test_verdicts_that_are_refused(verdicts, code):
    one = make_innovation()
    score(one)
    with pytest.raises(Refused) as refusal:
        verify(one, verdicts)
    assert refusal.value.code == code and IgaSheet.objects.get().verified == 0


def test_entered_at_most_twice_and_only_when_it_grows():
    one = make_innovation(paper_maturity=Decimal("20"), paper_maturity_year=2025)
    score(one)
    assert enter(one).entered_on == timezone.localdate()
    assert enter(one).version == 2  # twice is once
    score(one, edition="2027")
    with pytest.raises(Refused) as refusal:
        enter(one, "2027")
    assert refusal.value.code == "ENTRY_REPEATS"
    maturity_entry.withdraw_sheet(innovation_id=one.pk, edition="2026", by=coordinator(), at=timezone.now())
    one.paper_maturity = Decimal(28)
    one.save()
    with pytest.raises(Refused, match="28,00 pada edisi 2025"):
        enter(one, "2027")


def test_the_index_counts_what_was_entered():
    score(None, {"1": {"level": 3, "note": ""}, "8": {"level": 2, "note": ""}}, by=coordinator())
    affairs = (
        "kesehatan",
        "Pendidikan, perpustakaan",
        "ketenteraman, ketertiban umum, dan pelindungan masyarakat",
        "kearsipan",
    )
    for number, affair in enumerate(affairs):
        one = make_innovation(f"Rekaan {number}", affair=affair)
        score(one)
        enter(one)
    score(make_innovation("Tidak ikut"))
    found = paper.standing(IgaEdition.objects.get(pk="2026"), is_verified=False)
    # 3 + 3 of the region; 4 · 28 over the least divisor 12; three of five affairs: nothing for the count.
    assert (found.index.region, found.index.innovations, found.index.count) == (6, Decimal(112) / 12, 0)
    assert [len(found.affairs), len(found.missing_affairs), len(found.entered)] == [3, 3, 4]
    assert found.index.index == Decimal("6.13") and found.index.band == "LESS"
    assert paper.standing(IgaEdition.objects.get(pk="2026"), is_verified=True).index.index == 0


def test_the_paper_of_a_register_and_of_a_sheet():
    old = make_innovation("Lama", paper_maturity=Decimal(128), paper_maturity_year=2021)
    new = make_innovation("Baru", life="DORMANT")
    bare = make_innovation("Tanpa berkas")
    score(
        new,
        {
            line: {"level": 3, "note": ""}
            for line in ("16", "17", "18", "19", "21", "28", "30", "31", "32", "34", "35")
        },
    )
    found = {one.innovation.name: one for one in paper.beside([old, new, bare])}
    assert (found["Lama"].paper.score, found["Lama"].paper.most, found["Lama"].paper.edition) == (
        128,
        128,
        "2021",
    )
    assert (found["Baru"].paper.score, found["Baru"].quadrant) == (78, "PAPER_ONLY")
    assert "Tanpa berkas" not in found
    page = Template("{% load maturity %}{% maturity_panel one %}").render(
        Context({"one": new, "request": request()})
    )
    assert "Matang di kertas, tidur di lapangan" in page and "indeks 81, keyakinan 64%" in page


def request(user=None):
    made = RequestFactory().get("/")
    made.user = user or User()
    return made


def prove(one, row):
    proof = Evidence.objects.create(
        about_kind="INNOVATION", about_id=str(one.pk), kind="LINK", title=f"Bukti {row}", sha256=f"{one.pk}-{row}",
        link=f"https://contoh.invalid/{row}", dated=date(2026, 1, 1), opd=one.opd, kept_at=timezone.now(),
    )  # fmt: skip
    for number in ("16", row):
        Use.objects.create(
            evidence=proof, instrument="IGA", edition="2026", row=number, used_at=timezone.now()
        )


def test_the_sheet_says_what_is_cheapest_and_hides_notes_from_visitors(client):
    one = make_innovation()
    score(one, {**MANDATORY, "16": {"level": 2, "note": "nama orang"}})
    prove(one, "33")
    answer = client.get(reverse("innovations:sheet", args=[one.pk]), {"edisi": "2026"})
    gains = [
        (gain.step.line.code, gain.step.gain, gain.step.is_claim) for gain in answer.context["gains"][:2]
    ]
    assert gains == [("35", Decimal(12), True), ("16", Decimal(3), False)]
    assert answer.context["proven"] == 2
    assert "nama orang" not in answer.content.decode()
    client.force_login(officer("SATU"))
    assert "nama orang" in client.get(reverse("innovations:sheet", args=[one.pk])).content.decode()


def test_a_form_is_saved_and_a_stale_one_keeps_its_words(client):
    one = make_innovation()
    client.force_login(officer("SATU"))
    address = reverse("innovations:sheet_edit", args=[one.pk]) + "?edisi=2026"
    form = client.get(address).context["form"]
    data = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    data |= {"version": 0, "level_16": "3", "note_16": "Perda rekaan", "basis_33": "b", "amount_33": "20,01"}
    assert client.post(address, data).status_code == 302
    assert list(IgaAnswer.objects.order_by("row").values_list("row", "level")) == [("16", 3), ("33", 2)]
    answer = client.post(address, data | {"note_16": "Tulisan saya"})
    assert answer.status_code == 422 and "Tulisan saya" in answer.content.decode()
    answer = client.post(address, data | {"version": 1, "basis_33": ""})
    assert "Butir 33: pilih tepat satu basis" in answer.content.decode()


def test_pages_of_editions_say_what_is_off(client):
    page = client.get(reverse("innovations:iga"), {"edisi": "2024"}).content.decode()
    assert "Pembagi minimal tidak disebut." in page and "Edisi 2024 tidak dipakai menghitung" in page
    page = client.get(reverse("innovations:iga_rows", args=["2024"])).content.decode()
    assert "Regulasi inovasi daerah" in page and "Pembagi minimal tidak disebut." in page


def test_what_if_uses_the_same_formula(client):
    asked = {"edisi": "2027", "spd": "40", "sid": "70", "n": "20", "urusan": "6"}
    assert client.get(reverse("innovations:iga"), asked).context["what_if"]["index"]["index"] == Decimal(
        "47.04"
    )
    assert client.get(reverse("innovations:iga"), asked | {"urusan": "x"}).context["what_if"]["index"] is None


def test_the_file_has_links_and_life_beside_paper(client):
    one = make_innovation("Antrean rekaan")
    score(one)
    prove(one, "35")
    enter(one)
    client.force_login(User.objects.get(pk=coordinator().user_id))
    make_region()
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(reverse("innovations:iga_file", args=["2026"])).content)
    )
    assert book.sheet_names == ["Profil", "Satuan inovasi", "Satuan pemerintahan", "Kertas dan kehidupan"]
    profile = book.get_sheet_by_name("Profil").to_python()
    assert profile[0][:2] == ["nama_pemda", "nama_inovasi"] and profile[1][-1] == "https://contoh.invalid/35"
    levels = {line[1]: line for line in book.get_sheet_by_name("Satuan inovasi").to_python()}
    assert len(levels) == 21 and levels["35"][5] == 3 and levels["35"][-1] == "https://contoh.invalid/35"
    assert book.get_sheet_by_name("Kertas dan kehidupan").to_python()[1][7:10] == ["Hidup", 81, 64]


def test_a_proof_of_the_region_counts_for_other_instruments_too(client, other):
    make_region()
    planner = coordinator()
    region = keep(
        about=("REGION", "99.99"), kind="DECREE", title="Peraturan rekaan", note="", dated=date(2026, 1, 5),
        opd_id=planner.opd_id, link="https://contoh.invalid/perbup", by=planner, at=timezone.now(),
    )  # fmt: skip
    row = paper.read(IgaEdition.objects.get(pk="2026").definition).of(Aspect.REGION)[0].code
    for instrument, place in ((INSTRUMENT, row), (other, "1")):
        use_for(
            evidence_id=region.pk,
            instrument=instrument,
            edition="2026",
            row=place,
            by=planner,
            at=timezone.now(),
        )
    assert paper.proofs_of("2026", None) == {row: [region]}
    assert evidence_for(other, "2026") == {"1": [region]} and Evidence.objects.count() == 1
    client.force_login(User.objects.get(pk=planner.user_id))
    page = client.get(reverse("innovations:iga_rows", args=["2026"])).content.decode()
    assert "Peraturan rekaan" in page and "dipakai 2 kali" in page
    assert "Kabupaten Rekaan" in client.get(reverse("evidence:detail", args=[region.pk])).content.decode()
    book = CalamineWorkbook.from_filelike(
        BytesIO(client.get(reverse("innovations:iga_file", args=["2026"])).content)
    )
    lines = {one[0]: one for one in book.get_sheet_by_name("Satuan pemerintahan").to_python()}
    assert lines[row][-1] == "https://contoh.invalid/perbup"


def test_a_proof_of_something_else_is_not_laid_where_it_counts_for_nothing(client):
    one, planner = make_innovation(), coordinator()
    given = {
        "kind": "DECREE", "note": "", "dated": date(2026, 1, 5), "opd_id": planner.opd_id, "by": planner,
        "at": timezone.now(),
    }  # fmt: skip
    abouts = (("INNOVATION", one.pk), ("REGION", "99.99"), ("ASSESSMENT", 1))
    own, region, strange = (
        keep(about=about, title=f"Bukti {about[0]}", link=f"https://contoh.invalid/{about[0]}", **given)
        for about in abouts
    )
    place = {"instrument": INSTRUMENT, "edition": "2026", "by": planner, "at": timezone.now()}
    of_region = paper.read(IgaEdition.objects.get(pk="2026").definition).of(Aspect.REGION)[0].code
    for proof, row in ((strange, "16"), (region, "16"), (own, of_region)):
        with pytest.raises(Refused) as refusal:
            use_for(evidence_id=proof.pk, row=row, **place)
        assert refusal.value.code == "PROOF_ELSEWHERE"
    use_for(evidence_id=own.pk, row="16", **place)
    assert paper.proofs_of("2026", one.pk) == {"16": [own]}
    client.force_login(User.objects.get(pk=planner.user_id))
    told = client.post(reverse("evidence:use", args=[strange.pk]), {"row": f"{INSTRUMENT}|2026|16"})
    assert told.status_code == 422 and "tidak akan dihitung di sana" in told.content.decode()
    offered = client.get(reverse("evidence:beside"), {"baris": f"{INSTRUMENT}|2026|17"}).content.decode()
    assert "Bukti INNOVATION" in offered and "Bukti ASSESSMENT" not in offered


@pytest.fixture
def other():
    """An instrument of somebody else."""
    kept = dict(kinds._instruments)
    register_instrument(
        InstrumentRows(
            code="REKAAN", label="Rekaan", editions=lambda: ["2026"], rows=lambda edition: [("1", "Satu")]
        )
    )
    yield "REKAAN"
    kinds._instruments.clear()
    kinds._instruments.update(kept)


def make_region():
    from balai.engine.organizations.public import Region  # noqa: PLC0415

    Region.objects.create(
        code="99.99",
        name="Kabupaten Rekaan",
        short_name="Rekaan",
        number_prefix="RKN",
        latitude=-7,
        longitude=110,
    )


def test_lists_take_as_many_queries_for_thirty_as_for_one(client):
    def asked(name):
        with CaptureQueriesContext(connection) as found:
            client.get(reverse(f"innovations:{name}"), {"edisi": "2026"})
        return len(found)

    names = ("maturity", "iga")
    sheet = score(make_innovation())
    IgaSheet.objects.update(entered_on=date(2026, 1, 1))
    first = [asked(name) for name in names] and [asked(name) for name in names]
    for number in range(29):
        one = make_innovation(f"Rekaan {number}", opd=f"OPD{number}")
        IgaSheet.objects.create(
            innovation=one,
            edition_id="2026",
            self_score=30 + number,
            filled=3,
            entered_on=date(2026, 1, 1),
            changed_at=sheet.changed_at,
        )
    assert [asked(name) for name in names] and [asked(name) for name in names] == first
    assert max(first) <= 14


def test_the_leadership_reads_and_does_not_score(client):
    one = make_innovation()
    client.force_login(User.objects.get(pk=regent().user_id))
    assert client.get(reverse("innovations:sheet_edit", args=[one.pk])).status_code == 403
