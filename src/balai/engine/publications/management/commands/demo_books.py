"""Issues every book once more after everything else has been told, so that its last version holds all chapters."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from balai.engine.publications import queries
from balai.engine.publications.actions import issue_version
from balai.engine.publications.content import write
from balai.engine.publications.kinds import Publication, publications
from balai.foundation.actor import SYSTEM
from balai.foundation.errors import Refused

NOTE = "Contoh: disusun sesudah semua bagian bercerita; data rekaan ditandai di dalamnya."
# A first version with fewer chapters would be a cover round nothing: a plan that only has its name.
FEWEST_CHAPTERS = 4


class Command(BaseCommand):
    """`demo_books`: once; an edition that has this version, has no data or has not changed is left as it is."""

    help = "Contoh terbitan."

    def handle(self, *args: Any, **options: Any) -> None:
        for publication in publications():
            for edition, _label in publication.editions():
                known = queries.versions(publication.code, edition)
                if any(one.note == NOTE for one in known):
                    continue
                if known or self._chapters(publication, edition) >= FEWEST_CHAPTERS:
                    self._issue(publication.code, edition)

    def _chapters(self, publication: Publication, edition: str) -> int:
        return len(write(publication, edition, on=timezone.localdate()).content["chapters"])

    def _issue(self, code: str, edition: str) -> None:
        try:
            issue_version(code=code, edition=edition, note=NOTE, by=SYSTEM, at=timezone.now())
        except Refused as refusal:
            self.stdout.write(f"  {code} {edition}: {refusal.message}")
