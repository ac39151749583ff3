"""Older reports go through today's rules: only what is public, only towards less, each once, and on from where it was killed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from balai.domains.citizen_reports.actions.moderating import hide_report
from balai.domains.citizen_reports.models import ExactPlace, Report
from balai.domains.citizen_reports.models_forgetting import ScrubRun
from balai.domains.citizen_reports.rescrub import acts
from balai.domains.citizen_reports.rules import coarser
from balai.domains.citizen_reports.rules.homes import shown_point
from balai.engine.cases import public as cases
from balai.engine.journal.public import history
from balai.foundation.actor import CITIZEN, SYSTEM
from balai.foundation.geo import Point, cell, cell_centre

from .factories import PLACE, file, make_parameter, officer

pytestmark = pytest.mark.django_db
PHONE, NIK = "0812-0000-4321", "3325010101900000"
OLD = f"Hubungi {PHONE} soal lubang rekaan."


def older(text: str = OLD, **given) -> Report:
    """A report as it would stand if the rules of its day had found nothing."""
    report = file(text=text, **given)
    Report.objects.filter(pk=report.pk).update(public_text=text)
    cases.Case.objects.filter(pk=report.pk).update(title=text[:60])
    return Report.objects.select_related("case").get(pk=report.pk)


def again(report: Report) -> Report:
    return Report.objects.select_related("case").get(pk=report.pk)


def command(*words: str) -> str:
    out = StringIO()
    call_command("scrub_reports", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def entries(report: Report) -> list[dict]:
    return [one.data for one in history(subject=("case", report.pk)) if one.code == acts.SCRUBBED]


def test_what_is_public_loses_what_the_rules_now_find_and_the_first_words_stay():
    report, clean = older(), file()
    by = officer(report.case.holder)
    cases.accept(case_id=report.pk, by=by, at=timezone.now())
    remark = cases.remark(
        case_id=report.pk, text="Akan kami hubungi.", is_public=True, by=by, at=timezone.now()
    )
    hidden = cases.remark(case_id=report.pk, text="Catatan dalam.", is_public=False, by=by, at=timezone.now())
    cases.Remark.objects.filter(pk__in=[remark.pk, hidden.pk]).update(text=f"Pelapor: NIK {NIK}.")
    Report.objects.filter(pk=report.pk).update(landmark=f"Rumah {PHONE}")
    said = command()
    found = again(report)
    assert found.text == OLD
    for text in (found.public_text, found.landmark, found.case.title):
        assert "4321" not in text and "[nomor disamarkan]" in text
    remark.refresh_from_db()
    hidden.refresh_from_db()
    assert NIK not in remark.text and NIK in hidden.text
    (entry,) = entries(report)
    assert entry["kinds"] == {"PHONE": 2, "NIK": 1}
    assert entries(clean) == [] and again(clean).public_text == clean.public_text
    assert "2 laporan diperiksa, 1 diubah" in said
    assert "1 diubah" not in command() and len(entries(report)) == 1


def test_a_dry_run_counts_the_same_and_writes_nothing():
    report = older()
    said = command("--dry-run")
    assert "1 laporan diperiksa, 1 akan berubah" in said and "Belum ada yang ditulis" in said
    assert any(line.split() == ["nomor", "telepon", "1"] for line in said.splitlines())
    assert (again(report).public_text, entries(report), ScrubRun.objects.exists()) == (OLD, [], False)


def test_what_was_hidden_or_taken_out_stays_so():
    report, other = older(), older()
    hide_report(report_id=report.pk, reason="PRIVATE", by=SYSTEM, at=timezone.now())
    # The reporter took a name out of the words; what the first words say does not come back.
    Report.objects.filter(pk=other.pk).update(text="Kata Bu Contoh: " + OLD)
    command()
    assert (again(report).is_public, again(report).hidden_reason) == (False, "PRIVATE")
    assert "4321" not in again(report).public_text
    assert "Contoh" not in again(other).public_text and again(other).text.startswith("Kata Bu Contoh")


def test_homes_are_coarsened_by_todays_list_and_rule_and_never_made_finer(monkeypatch):
    report = file()
    fine = file(is_home=True)
    coarse = file(is_home=True)
    for row, resolution in ((fine, 11), (coarse, 7)):
        centre = cell_centre(cell(*PLACE, resolution))
        Report.objects.filter(pk=row.pk).update(latitude=centre.latitude, longitude=centre.longitude)
    make_parameter("citizen_reports.home_categories", ["JLN01"])
    before = again(coarse)
    said = command()
    assert ExactPlace.objects.filter(case=report.case).exists()
    at = shown_point(*PLACE)
    for row in (report, fine):
        assert (again(row).latitude, again(row).longitude) == (at.latitude, at.longitude)
    assert (again(coarse).latitude, again(coarse).longitude) == (before.latitude, before.longitude)
    assert [entries(row)[0]["kinds"] for row in (report, fine)] == [{"PLACE": 1}, {"COARSER": 1}]
    assert entries(coarse) == [] and "2 diubah" in said


def test_a_point_that_no_rule_made_is_left():
    assert coarser.coarser_point(Point(*PLACE), Point(PLACE[0] + 0.01, PLACE[1])) is None


def test_killed_between_batches_the_next_call_does_the_rest_and_nothing_twice(monkeypatch):
    reports = [older() for _ in range(4)]
    real, calls = acts._batch, []

    def killed(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(*args, **kwargs)

    monkeypatch.setattr(acts, "_batch", killed)
    with pytest.raises(KeyboardInterrupt):
        command("--batch", "1")
    monkeypatch.setattr(acts, "_batch", real)
    assert [len(entries(row)) for row in reports] == [1, 1, 0, 0]
    looked = []
    monkeypatch.setattr(acts, "_after", lambda position, batch, ask=acts._after: looked.append(position) or ask(position, batch))  # fmt: skip
    said = command("--batch", "3")
    assert looked[0] == reports[1].pk
    assert "4 laporan diperiksa, 4 diubah" in said
    assert [len(entries(row)) for row in reports] == [1, 1, 1, 1]
    assert ScrubRun.objects.get().done_at
    looked.clear()
    command("--afresh")
    assert looked[0] == 0


def test_a_report_that_was_corrected_meanwhile_is_read_again(monkeypatch):
    report = older()
    real = cases.locked

    def meanwhile(case_id, **given):
        Report.objects.filter(pk=case_id).update(public_text="Lubang rekaan di depan pasar.")
        return real(case_id, **given)

    monkeypatch.setattr(acts.cases, "locked", meanwhile)
    run = acts.scrub_again(by=CITIZEN, at=timezone.now())
    assert (run.changed, run.counts, entries(report)) == (0, {}, [])
    assert again(report).public_text == "Lubang rekaan di depan pasar."


@pytest.mark.parametrize("batch", ["0", "-1", "100000"])
def test_a_batch_that_makes_no_sense_is_refused(batch):
    with pytest.raises(CommandError, match="1 sampai"):
        command("--batch", batch)
