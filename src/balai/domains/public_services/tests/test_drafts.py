"""Forms that are being filled in: saved by themselves, strictly their author's, forgotten after thirty days."""

import json
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from PIL import Image

from balai.domains.public_services import queries
from balai.domains.public_services.actions.drafts import (
    attach_paper,
    discard_draft,
    keep_answers,
    open_draft,
    remove_paper,
)
from balai.domains.public_services.actions.filing import FormFaults, file_draft
from balai.domains.public_services.kind import paper_visible
from balai.domains.public_services.models import Application, Draft, Paper
from balai.domains.public_services.tasks import forget_drafts
from balai.domains.public_services.testing import GRANT, LETTER, MONDAY, VILLAGE, Town
from balai.engine.documents import public as documents
from balai.foundation.actor import CITIZEN
from balai.foundation.errors import Conflict, NotFound, Refused

LATER = MONDAY + timedelta(minutes=5)


def picture(colour: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "JPEG")
    return out.getvalue()


def keep(town: Town, draft: Draft, **given) -> Draft:
    version = given.pop("version", None)
    by = town.by(given.pop("by", town.clerk))
    return keep_answers(draft_id=draft.pk, answers=given, by=by, at=LATER, version=version)


def test_answers_are_kept_as_they_come(town: Town):
    draft = open_draft(service=GRANT, area_id=None, by=town.by(town.clerk), at=MONDAY)
    draft = keep(town, draft, deceased_name="Almarhum Contoh", death_date="besok", stranger="x")
    draft = keep(town, draft, heir_name="Ahli Waris", death_date="")
    assert queries.answers_of(draft) == {"deceased_name": "Almarhum Contoh", "heir_name": "Ahli Waris"}
    assert (draft.client_name, draft.area_id, draft.version) == ("Almarhum Contoh", VILLAGE, 2)


def test_two_tabs(town: Town):
    draft = town.draft(papers=False)
    keep(town, draft, heir_name="Satu", version=0)
    with pytest.raises(Conflict) as refusal:
        keep(town, draft, heir_name="Dua", version=0)
    assert refusal.value.code == "DRAFT_MOVED"
    assert queries.answers_of(Draft.objects.get())["heir_name"] == "Satu"


def test_nobody_else_reaches_a_draft(town: Town):
    draft = town.draft(papers=False)
    for other in (town.other_clerk, town.verifier, town.citizen):
        with pytest.raises(NotFound):
            keep(town, draft, by=other, heir_name="Orang lain")
        with pytest.raises(NotFound):
            queries.draft_of(town.by(other), draft.key)
        with pytest.raises(NotFound):
            file_draft(draft_id=draft.pk, by=town.by(other), at=MONDAY)
    with pytest.raises(NotFound):
        queries.draft_of(CITIZEN, draft.key)
    assert queries.draft_of(town.by(town.clerk), str(draft.key)) == draft
    assert list(queries.drafts_of(town.by(town.clerk))) == [draft]
    assert not queries.drafts_of(CITIZEN).exists()
    for nonsense in (uuid4(), "x", ""):
        with pytest.raises(NotFound):
            queries.draft_of(town.by(town.clerk), nonsense)


def test_without_an_account_the_key_is_enough(db, town: Town):
    draft = open_draft(service=LETTER, area_id=VILLAGE, by=CITIZEN, at=MONDAY)
    assert queries.draft_of(CITIZEN, draft.key) == draft
    assert queries.draft_of(town.by(town.citizen), draft.key) == draft


def test_what_is_written_down_cannot_be_read_in_the_table(town: Town):
    town.draft(papers=False, deceased_name="Almarhum Contoh Rahasia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers, client_name FROM public_services_draft")
        assert "Rahasia" not in json.dumps(cursor.fetchall())


@pytest.mark.slow
def test_the_same_file_is_not_two_papers(town: Town):
    draft, by = town.draft(papers=False), town.by(town.clerk)
    attach = lambda code, data: attach_paper(  # noqa: E731
        draft_id=draft.pk, paper=code, file=documents.prepare_file(upload=data, at=MONDAY), by=by, at=MONDAY
    )
    first = attach("family_card_photo", picture())
    with pytest.raises(Refused) as refusal:
        attach("house_photo", picture())
    assert refusal.value.code == "PAPER_TWICE"
    with pytest.raises(Refused) as refusal:
        attach("passport", picture("blue"))
    assert refusal.value.code == "PAPER_UNKNOWN"
    attach("house_photo", picture("green"))
    assert queries.missing(Draft.objects.get(), MONDAY) == []
    assert paper_visible(first.document, town.clerk) and not paper_visible(first.document, town.verifier)
    remove_paper(draft_id=draft.pk, paper_id=first.pk, by=by, at=MONDAY)
    assert [fault.field for fault in queries.missing(Draft.objects.get(), MONDAY)] == ["family_card_photo"]


def test_papers_of_an_application_are_for_those_who_serve_it(town: Town):
    paper = town.file().papers.first()
    assert paper_visible(paper.document, town.verifier) and paper_visible(paper.document, town.clerk)
    assert not paper_visible(paper.document, town.other_clerk)
    assert not paper_visible(paper.document, town.citizen)


def test_forgotten(town: Town):
    old, new, gone = town.draft(), town.draft(), town.draft()
    Draft.objects.update(updated_at=MONDAY)
    Draft.objects.filter(pk=new.pk).update(updated_at=MONDAY + timedelta(days=10_000))
    discard_draft(draft_id=gone.pk, by=town.by(town.clerk), at=MONDAY)
    assert forget_drafts.call() == 1
    assert set(Draft.objects.values_list("pk", flat=True)) == {new.pk}
    assert not Paper.objects.filter(draft_id__in=[old.pk, gone.pk]).exists()


class TestOneEntryForTwoServices:
    """The grant opens the letter: nothing is asked twice."""

    @pytest.fixture
    def town(self, db) -> Town:
        return Town(also=True)

    def test_the_form_asks_each_thing_once(self, town: Town):
        form = queries.form_of(town.draft(papers=False), at=MONDAY)
        asked = [field.field.code for section in form.sections for field in section.fields]
        assert len(asked) == len(set(asked))
        place = next(f for s in form.sections for f in s.fields if f.field.code == "death_place")
        assert (place.origins, place.is_linked, place.is_required) == ((LETTER,), True, False)
        assert [section.code for section in form.sections] == ["deceased", "heir"]

    def test_both_are_filed(self, town: Town):
        application = town.file(GRANT)
        child = application.children.get()
        assert (child.service, child.case.step, child.case.holder_id) == (LETTER, "TO_SIGN", town.office.pk)
        assert Application.objects.count() == 2

    def test_only_the_grant_when_nobody_answers_for_the_letter(self, town: Town):
        assert not town.file(GRANT, death_place="").children.exists()

    def test_a_letter_half_answered_is_a_fault(self, town: Town):
        draft = town.draft(GRANT, death_place="x" * 500)
        with pytest.raises(FormFaults) as refusal:
            file_draft(draft_id=draft.pk, by=town.by(town.clerk), at=MONDAY)
        assert {fault.field for fault in refusal.value.faults} == {"death_place"}
        assert not Application.objects.exists()
