"""What is learned from decided reports: better than guessing, explained by words, never binding, and without the library."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from balai.domains.citizen_reports import proposals as proposing
from balai.domains.citizen_reports.actions.reclassifying import reclassify_report
from balai.domains.citizen_reports.learning import training
from balai.domains.citizen_reports.learning.actions import choose_routing
from balai.domains.citizen_reports.learning.cases import decided_reports
from balai.domains.citizen_reports.learning.drift import drift_of
from balai.domains.citizen_reports.learning.tasks import learn_monthly
from balai.domains.citizen_reports.models import LearnedRouting, Report
from balai.domains.citizen_reports.rules.learned import Learned, confidence_of, propose, read
from balai.domains.citizen_reports.tests.factories import file, make_category, make_opd, make_region, officer
from balai.domains.citizen_reports.tests.histories import Told, caught_up, filed
from balai.domains.citizen_reports.tests.spoken import TOLD, spoken
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
KEYWORDS = {code: [] for code in TOLD} | {
    "JLN01": ["jalan", "lubang"],
    "SMP01": ["sampah", "uwuh"],
    "AIR01": ["pdam"],
}
SMALL = Learned(
    ["JLN01", "SMP01"], [0.0, 0.0], {"lubang": {"0": 6.0, "1": -6.0}, "uwuh": {"0": -6.0, "1": 6.0}, "dalan": {"0": 0.1}}
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_remembered():
    proposing.forget_model()
    yield
    proposing.forget_model()


# --- reading


def test_the_words_that_led_there_are_told_as_they_were_written():
    first = read(SMALL, "Lubangnya besar di jalan")[0]
    assert (first.category, first.words, confidence_of(first)) == ("JLN01", ("lubangnya",), "SURE")


def test_where_the_model_is_unsure_the_words_of_the_region_come_first():
    found = propose("Dalan iki akeh sampah", SMALL, KEYWORDS)
    assert [(one.category, one.is_learned) for one in found] == [("SMP01", False), ("JLN01", True)]
    assert found[0].words == ("sampah",)
    assert confidence_of(found[0]) == "WORDS"


@pytest.mark.parametrize("text", ["", "Xyzzy", "🤷", "1234"])
def test_unknown_words_propose_nothing(text):
    assert propose(text, SMALL, KEYWORDS) == []
    assert propose(text, None, KEYWORDS) == []


def test_a_category_that_is_no_more_is_not_proposed():
    assert propose("uwuh numpuk", SMALL, {"JLN01": ["jalan"]}) == []


# --- training


@pytest.fixture(scope="module")
def trained():
    return training.train(spoken(600, until=NOW), KEYWORDS)


@pytest.mark.slow
def test_it_does_better_than_the_majority_on_what_it_has_not_seen(trained):
    figures = trained.figures
    assert (figures["learned_from"], figures["tested_on"]) == (480, 120)
    assert figures["accuracy"] > 0.6 > 0.3 > figures["majority"]
    assert figures["accuracy"] > figures["keywords"]
    assert figures["among_three"] >= figures["accuracy"]
    assert all(truth != guess for truth, guess, _n in figures["pairs"])


@pytest.mark.slow
def test_the_usual_agency_is_learned(trained):
    code, share, n = trained.agencies["JLN01"]
    assert (code, share, n > 30) == ("DINAS_JLN", 1.0, True)


@pytest.mark.slow
def test_two_categories_are_enough_and_wrong_order_is_no_matter():
    two = [one for one in spoken(800, until=NOW) if one.category in {"JLN01", "SMP01"}]
    found = training.train(two[::-1], KEYWORDS)
    assert read(found.model, "jalan berlubang")[0].category == "JLN01"
    assert read(found.model, "sampah menumpuk")[0].category == "SMP01"


def test_too_few_cases_are_refused_kindly():
    with pytest.raises(Refused, match="paling sedikit 200"):
        training.train(spoken(60, until=NOW), KEYWORDS)


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(Refused, match=r"balai\[routing\]"):
        training.train(spoken(300, until=NOW), KEYWORDS)


# --- in the region


@pytest.fixture
def town(db):
    make_region()
    for code, words in KEYWORDS.items():
        make_category(code, keywords=words)
    return make_opd()


def decided(examples, opd):
    rows = [Told(at=one.at, holder=opd.pk, category=one.category, place=n) for n, one in enumerate(examples)]
    found = filed(rows)
    Case.objects.filter(pk__in=[case.pk for case in found]).update(state="CONFIRMED")
    reports = [Report(pk=case.pk, public_text=one.text) for case, one in zip(found, examples, strict=True)]
    Report.objects.bulk_update(reports, ["public_text"])
    return found


COORDINATOR = Actor("OFFICER", role=Role.COORDINATOR)


@pytest.mark.slow
def test_a_version_is_trained_chosen_used_and_left_again(town, client, capsys):
    decided(spoken(220, until=timezone.now()), town)
    call_command("train_routing")
    said = capsys.readouterr().out
    assert "tebakan mayoritas" in said and "kata kunci saja" in said
    row = LearnedRouting.objects.get()
    assert proposing.model_in_use() is None
    choose_routing(version=row.pk, by=COORDINATOR, at=timezone.now())
    proposing.forget_model()
    found = proposing.proposals("Uwuh numpuk mambu neng gang")[0]
    assert (found.category, found.is_learned) == ("SMP01", True)
    shown = client.post("/lapor/saran/", {"text": "Uwuh numpuk mambu neng gang"}).text
    assert "karena kata:" in shown and 'data-category="SMP01"' in shown
    choose_routing(version=None, by=COORDINATOR, at=timezone.now())
    proposing.forget_model()
    assert not proposing.proposals("Uwuh numpuk mambu")[0].is_learned


@pytest.mark.slow
def test_what_is_proposed_since_is_compared_with_what_was_promised(town, trained):
    model = trained.model
    weights = {"categories": model.categories, "bias": model.bias, "weights": model.weights}
    row = LearnedRouting.objects.create(
        trained_at=timezone.now() - timedelta(days=30), examples=600, figures=trained.figures, weights=weights
    )
    assert drift_of(row) is None
    # From one day on people complain about other things with the old words.
    others = [one for one in spoken(300, until=timezone.now()) if one.category != "JLN01"][:80]
    decided([training.Example(one.text, "JLN01", one.at) for one in others], town)
    assert drift_of(row).is_worrying


@pytest.mark.slow
def test_confidential_open_and_flooded_reports_teach_nothing(town):
    now = timezone.now()
    open_one = file(text="Jalan berlubang di depan pasar rekaan.")
    hidden = file(identity="CONFIDENTIAL", text="Jalan berlubang di belakang pasar rekaan.")
    Case.objects.filter(pk=hidden.pk).update(state="CONFIRMED")
    flood = filed([Told(at=now, holder=town.pk, category="JLN01", place=5) for _ in range(10)])
    Case.objects.filter(pk__in=[case.pk for case in flood]).update(state="CONFIRMED")
    caught_up(now)
    assert len(decided_reports()) == 3
    assert open_one.pk != hidden.pk


def test_the_command_and_the_task_say_why_there_is_nothing(town):
    with pytest.raises(CommandError, match="Baru ada 0 laporan"):
        call_command("train_routing")
    assert learn_monthly.func() == 0


def test_only_the_coordinator_chooses_and_only_what_is_there(town):
    with pytest.raises(Forbidden):
        choose_routing(version=None, by=Actor("OFFICER", role=Role.OPD_ADMIN), at=timezone.now())
    with pytest.raises(NotFound):
        choose_routing(version=99, by=COORDINATOR, at=timezone.now())


# --- pages


@pytest.mark.slow
def test_the_page_of_the_coordinator(town, client):
    client.force_login(make_user(Role.COORDINATOR))
    assert "Belum ada yang dipelajari" in client.get("/petugas/belajar/").text
    assert (
        "menurut kata kunci, karena kata: sampah" in client.get("/petugas/belajar/?teks=sampah+menumpuk").text
    )
    refused = client.post("/petugas/belajar/", {"what": "latih"})
    assert (refused.status_code, "paling sedikit 200" in refused.text) == (422, True)
    client.force_login(make_user(Role.AUDITOR))
    assert client.get("/petugas/belajar/").status_code == 200
    assert client.post("/petugas/belajar/", {"what": "latih"}).status_code == 403


@pytest.mark.slow
def test_an_officer_gives_another_category_and_nothing_else_moves(town, client):
    report = file(text="Uwuh numpuk akeh sampah neng pinggir dalan.", category_code="JLN01")
    user = make_user(Role.OPD_ADMIN, opd=report.case.holder)
    client.force_login(user)
    page = client.get(f"/petugas/kasus/{report.pk}/").text
    assert "karena kata: sampah" in page
    sent = {"category": "SMP01", "version": report.case.version}
    answer = client.post(f"/petugas/laporan/{report.pk}/kategori/", sent, follow=True)
    assert "Kategori sekarang" in answer.text
    again = Report.objects.select_related("case").get(pk=report.pk)
    assert (again.category_id, again.case.category_code) == ("SMP01", "SMP01")
    assert again.case.holder_id == report.case.holder_id
    assert again.case.citizen_due_at == report.case.citizen_due_at
    stale = client.post(f"/petugas/laporan/{report.pk}/kategori/", sent | {"category": "AIR01"}, follow=True)
    assert "baru saja diubah" in stale.text


@pytest.mark.slow
def test_another_category_is_refused_where_it_makes_no_sense(town):
    report, at = file(category_code="JLN01"), timezone.now()
    by = officer(report.case.holder)
    for code, said in (("NONE", "tidak dikenal"), ("JLN01", "sudah dalam kategori itu")):
        with pytest.raises(Refused, match=said):
            reclassify_report(case_id=report.pk, category_code=code, by=by, at=at)
    with pytest.raises(Forbidden):
        reclassify_report(case_id=report.pk, category_code="SMP01", by=officer(make_opd("DINAS_LAIN")), at=at)
    cases.close(case_id=report.pk, reason="DUPLICATE", text="Sudah dilaporkan.", by=by, at=at)
    with pytest.raises(Conflict):
        reclassify_report(case_id=report.pk, category_code="SMP01", by=by, at=at)
