"""Named questions about publications."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from balai.engine.publications.kinds import Publication, publication, publications
from balai.engine.publications.models import Version
from balai.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition of a publication with its newest version, None before the first."""

    publication: Publication
    edition: str
    label: str
    latest: Version | None


def known(code: str) -> Publication:
    """The publication. Raises NotFound PUBLICATION_UNKNOWN."""
    found = publication(code)
    if found is None:
        raise NotFound("PUBLICATION_UNKNOWN", "Terbitan ini tidak ada.")
    return found


def versions(code: str, edition: str) -> list[Version]:
    """Its versions without their content, the newest first."""
    return list(_light(code, edition).order_by("-number"))


def latest_version(code: str, edition: str) -> Version | None:
    """The newest version, None before the first."""
    return Version.objects.filter(publication=code, edition=edition).order_by("-number").first()


def version(code: str, edition: str, number: int) -> Version:
    """One version with its content. Raises NotFound VERSION_UNKNOWN."""
    found = (
        Version.objects.filter(publication=code, edition=edition, number=number)
        .select_related("issued_by")
        .first()
    )
    if found is None:
        raise NotFound("VERSION_UNKNOWN", "Versi ini tidak ada.")
    return found


def shelves(*, of: Collection[str] | None = None) -> list[tuple[Publication, list[Shelf]]]:
    """Every publication with its editions; editions that a room has dropped stay as long as they have versions.

    One question for all, beside what the rooms ask for their editions.
    """
    newest = Version.objects.values("publication", "edition").annotate(number=Max("number"))
    numbers = {(row["publication"], row["edition"]): row["number"] for row in newest}
    heads = {
        (one.publication, one.edition, one.number): one for one in Version.objects.defer("content", "note")
    }
    found = []
    for one in publications():
        if of is None or one.code in of:
            labels = {key: (key, label) for key, label in one.editions()}
            gone = [key for code, key in numbers if code == one.code and key not in labels]
            rows = [*labels.values(), *((key, key) for key in gone)]
            found.append(
                (
                    one,
                    [
                        Shelf(one, key, label, heads.get((one.code, key, numbers.get((one.code, key), 0))))
                        for key, label in rows
                    ],
                )
            )
    return found


def _light(code: str, edition: str) -> QuerySet[Version]:
    return (
        Version.objects.filter(publication=code, edition=edition).defer("content").select_related("issued_by")
    )
