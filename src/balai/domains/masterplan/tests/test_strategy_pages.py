"""Pages of strategy, decrees and workshops: what a form keeps, who reads which names, and how many questions a list asks."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from balai.domains.masterplan.actions.commitments import sign_commitment, word_commitment
from balai.domains.masterplan.actions.decrees import write_decree
from balai.domains.masterplan.actions.obligations import read_obligation
from balai.domains.masterplan.actions.strategy import write_strategy
from balai.domains.masterplan.models import SwotEntry, WorksheetRow
from balai.domains.masterplan.terms_strategy import Thing
from balai.domains.masterplan.tests.factories import NOON, make_plan, make_programme, officer, planner
from balai.domains.masterplan.tests.factories_strategy import fill, make_workshop
from balai.engine.duties.testing import make_clock
from balai.engine.people.public import Role, User
from balai.engine.people.testing import make_opd, make_user
from balai.kits.testing.saving import assert_saved_when_sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(client):
    client.force_login(User.objects.get(pk=planner().user_id))
    return client


def put(thing, **given):
    return write_strategy(thing=thing, plan_id=make_plan().pk, given=given, by=planner(), at=NOON)


def test_a_form_that_is_refused_keeps_what_was_typed(plans):
    make_plan()
    url = reverse("masterplan:strategy_write", args=["swot"])
    answer = plans.post(url, {"quadrant": "THREAT", "text": "Rob", "source": "rekaan"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Butir SWOT terlalu pendek" in page and 'value="rekaan"' in page
    assert plans.post(url, {"quadrant": "THREAT", "text": "Rob dan abrasi"}).headers["Location"] == reverse(
        "masterplan:swot"
    )
    assert SwotEntry.objects.get().text == "Rob dan abrasi"


@pytest.mark.parametrize(
    ("thing", "given"),
    [
        (Thing.VISION, {"text": "Visi rekaan untuk semua"}),
        (Thing.GAP, {"now": "Belum ada", "wanted": "Ada", "dimension": "GOVERNANCE"}),
    ],
)
def test_whatever_its_words_are_called_it_can_be_taken_out(plans, thing, given):
    row = put(thing, **given)
    url = reverse("masterplan:strategy_remove", args=[thing.value.lower(), row.pk])
    assert plans.get(url).status_code == 200
    plans.post(url, {"version": row.version})
    row.refresh_from_db()
    assert row.removed_at is not None


def test_a_worksheet_writes_a_row_once_and_undoes_it(plans):
    workshop = make_workshop()
    url = reverse("masterplan:worksheet", args=[workshop.pk, "swot"])
    data = {"quadrant": "STRENGTH", "text": "Pantai rekaan panjang", "group": "SATU"}
    data["key"] = str(plans.get(url).context["form"]["key"].value())
    for _ in range(2):
        assert plans.post(url, data).status_code == 302
    row = WorksheetRow.objects.get()
    plans.post(reverse("masterplan:worksheet_undo", args=[row.pk]), {"reason": "Salah kelompok"})
    assert SwotEntry.objects.get().removed_at is not None


def test_closing_says_in_words_what_is_missing(plans):
    workshop = make_workshop({"check": "KEYWORDS", "label": "kata kunci", "least": 3})
    page = plans.post(reverse("masterplan:workshop_close", args=[workshop.pk]), follow=True)
    assert "Tahap ini belum dapat ditutup: kata kunci visi baru 0 dari 3." in page.content.decode()


def test_names_of_signers_are_read_by_officers_only(client):
    workshop = make_workshop()
    make_programme("P-1", lead_id=make_opd("SATU").pk)
    make_programme("P-2", lead_id=make_opd("SATU").pk)
    words = word_commitment(
        workshop_id=workshop.pk, text="Kami melaksanakan program rekaan.", by=planner(), at=NOON
    )
    sign_commitment(
        commitment_id=words.pk, name="Contoh Penanda", title="Kepala", digest=words.digest,
        by=officer(make_opd("SATU")), at=NOON,
    )  # fmt: skip
    url = reverse("masterplan:commitment", args=[workshop.pk])
    page = client.get(url)
    assert "Contoh Penanda" not in page.content.decode()
    assert [one.code for one in page.context["offices"]] == ["HEAD", "SATU"]
    assert client.get(f"{url}?bentuk=cetak").templates[0].name == "masterplan/workshops/commitment.html"
    client.force_login(make_user(Role.AUDITOR))
    assert "Contoh Penanda" in client.get(f"{url}?bentuk=cetak").content.decode()


def test_an_admin_who_does_not_plan_is_turned_away_before_he_types(client):
    make_plan()
    client.force_login(make_user(Role.OPD_ADMIN, opd=make_opd("LAIN")))
    assert client.get(reverse("masterplan:strategy_write", args=["gap"])).status_code == 403


@pytest.mark.parametrize("query", ["?butir=x", "?butir=99999999999999999999", "?rencana=tidak-ada"])
def test_odd_addresses_are_not_found(plans, query):
    make_plan()
    assert plans.get(reverse("masterplan:strategy_write", args=["swot"]) + query).status_code == 404


def owed(number):
    given = {"article": f"Pasal {number}", "opd_id": make_opd("SATU").pk, "what": f"Laporan rekaan {number}"}
    decree = {"kind": "PERBUP", "number": str(number), "year": 2026, "title": "Peraturan rekaan"}
    row = write_decree(given=decree, by=planner(), at=NOON)
    read_obligation(
        decree_id=row.pk, given={**given, "first_due": NOON.date(), "every_months": 12}, by=planner(), at=NOON
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("swot", lambda number: put(Thing.SWOT, quadrant="THREAT", text=f"Ancaman rekaan {number}")),
        ("gaps", lambda number: put(Thing.GAP, now=f"Dari {number}", wanted=f"Menuju {number}")),
        ("owing", owed),
        ("decrees", owed),
        ("workshop", lambda number: fill(make_workshop(), "KEYWORD", text=f"Kata {number}")),
    ],
)
def test_a_list_asks_no_more_for_thirty_than_for_one(client, name, more):
    make_clock()
    make_plan()
    args = [make_workshop().pk] if name == "workshop" else []
    counts = []
    for first, last in ((0, 1), (1, 30)):
        for number in range(first, last):
            more(number)
        client.get(reverse(f"masterplan:{name}", args=args))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse(f"masterplan:{name}", args=args)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


@pytest.mark.slow
def test_who_was_not_the_quicker_looks_and_saves_again(plans):
    make_clock()
    given = {"kind": "PERBUP", "number": "99", "year": 2026, "title": "Masterplan rekaan"}
    decree = write_decree(given=given, by=planner(), at=NOON)
    item, workshop = put(Thing.SWOT, quadrant="THREAT", text="Rob rekaan"), make_workshop()
    for row in (decree, item, workshop):
        type(row).objects.update(version=4)
    swot = reverse("masterplan:strategy_write", args=["swot"])
    forms = {
        reverse("masterplan:decree_edit", args=[decree.pk]): {**given, "title": "Judul yang saya ketik"},
        f"{swot}?butir={item.pk}": {"quadrant": "THREAT", "text": "Rob dan abrasi rekaan"},
        reverse("masterplan:workshop_edit", args=[workshop.pk]): {"place": "Balai yang saya ketik"},
    }
    for url, typed in forms.items():
        assert_saved_when_sent_again(plans, url, {**typed, "version": 1})
    for row in (decree, item, workshop):
        row.refresh_from_db()
    assert (decree.title, workshop.place) == ("Judul yang saya ketik", "Balai yang saya ketik")
    assert item.text == "Rob dan abrasi rekaan"
