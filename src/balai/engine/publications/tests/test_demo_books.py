"""Books of the demonstration: issued last, once, and not where there is nothing to read yet."""

import pytest
from django.core.management import call_command

from balai.engine.publications.management.commands.demo_books import FEWEST_CHAPTERS, NOTE
from balai.engine.publications.public import Paragraph, versions
from balai.engine.publications.tests.books import CODE, EDITION, shelf
from balai.engine.publications.tests.test_issuing import issue

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def chapters(count: int) -> dict:
    """So many chapters that say something, and one that is silent and does not count."""
    told = {f"BAB{n}": lambda edition, on: [Paragraph(f"Rekaan {edition}")] for n in range(count)}
    return {**told, "DIAM": lambda edition, on: []}


def notes() -> list[str]:
    return [one.note for one in versions(CODE, EDITION)]


@pytest.mark.parametrize(
    ("count", "issued"), [(FEWEST_CHAPTERS - 1, []), (FEWEST_CHAPTERS, [NOTE]), (FEWEST_CHAPTERS + 1, [NOTE])]
)
def test_a_first_version_waits_for_enough_chapters(count, issued):
    with shelf(**chapters(count)):
        call_command("demo_books")
        assert notes() == issued


def test_a_book_that_is_known_is_issued_once_more_however_thin(capsys):
    text = ["satu"]
    with shelf(ISI=lambda edition, on: [Paragraph(text[0])]):
        issue(note="Pertama.")
        call_command("demo_books")
        # Nothing has changed since: said, and left as it is.
        assert notes() == ["Pertama."] and CODE in capsys.readouterr().out
        text[0] = "dua"
        call_command("demo_books")
        assert notes() == [NOTE, "Pertama."]
        text[0] = "tiga"
        call_command("demo_books")
        assert notes() == [NOTE, "Pertama."]
