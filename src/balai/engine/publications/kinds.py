"""Which publications there are and what they are made of. Filled by rooms in `apps.ready()`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from balai.engine.publications.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a room tells about one of its books.

    `editions()` gives (key, label) of what it can be issued for, the newest first: a plan, a year. Who has `permission`
    issues versions, as far as `may(by, on=)` agrees where one is given; everybody reads issued ones. `title` stands on the cover,
    `subtitle` below it.
    """

    code: str
    title: str
    subtitle: str = ""
    permission: str
    editions: Callable[[], Sequence[tuple[str, str]]]
    may: Callable[..., bool] | None = None
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter that a room adds to a publication, its own or another room's.

    `write(edition, on)` gives its blocks from the data as they are now; none: the chapter is left out.
    """

    publication: str
    code: str
    title: str
    order: int
    write: Callable[[str, date], Sequence[Block]]


_publications: dict[str, Publication] = {}
_chapters: dict[tuple[str, str], Chapter] = {}


def register_publication(publication: Publication) -> None:
    """Make it known. Registering a code twice is a programming error."""
    if publication.code in _publications:
        raise ValueError(f"publication {publication.code} is registered twice")
    _publications[publication.code] = publication


def add_chapter(chapter: Chapter) -> None:
    """Add a chapter; its publication may be registered later. A code twice in one publication is a programming error."""
    key = (chapter.publication, chapter.code)
    if key in _chapters:
        raise ValueError(f"chapter {chapter.code} of {chapter.publication} is registered twice")
    _chapters[key] = chapter


def publication(code: str) -> Publication | None:
    """The publication with this code, None when no room has it."""
    return _publications.get(code)


def publications() -> list[Publication]:
    """All of them, in order."""
    return sorted(_publications.values(), key=lambda one: (one.order, one.code))


def chapters(code: str) -> list[Chapter]:
    """The chapters of a publication, in order."""
    return sorted(
        (one for one in _chapters.values() if one.publication == code), key=lambda one: (one.order, one.code)
    )
