"""Pages of maturity: the sheet, its editions, its file, and proofs beside it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

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
from balai.domains.innovations.tests.sheets import enter, score
from balai.engine.evidence import kinds
from balai.engine.evidence.models import Evidence, Use
from balai.engine.evidence.public import InstrumentRows, evidence_for, keep, register_instrument, use_for
from balai.engine.people.public import User
from balai.foundation.errors import Refused
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editions():
    load_editions()


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


@pytest.mark.slow
def test_a_form_is_saved_and_a_stale_one_keeps_its_words(client):
    one = make_innovation()
    client.force_login(officer("SATU"))
    address = reverse("innovations:sheet_edit", args=[one.pk]) + "?edisi=2026"
    form = client.get(address).context["form"]
    data = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    data |= {"version": 0, "level_16": "3", "note_16": "Perda rekaan", "basis_33": "b", "amount_33": "20,01"}
    assert client.post(address, data).status_code == 302
    assert list(IgaAnswer.objects.order_by("row").values_list("row", "level")) == [("16", 3), ("33", 2)]
    # Neither had seen a sheet: the second takes the version of the one that the first began.
    assert_saved_when_sent_again(client, address, data | {"note_16": "Tulisan saya"})
    assert IgaAnswer.objects.get(row="16").note == "Tulisan saya"
    answer = client.post(address, data | {"version": 2, "basis_33": ""})
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
