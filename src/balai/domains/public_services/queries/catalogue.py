"""The catalogue of services as families read it: what each needs, how long, what it costs, who answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from balai.domains.public_services.rules.searching import (
    KEYWORD,
    NAME,
    SUMMARY,
    Entry,
    Index,
    build,
    nearest,
    search,
)
from balai.domains.public_services.rules.values import meant
from balai.engine.organizations import public as organizations
from balai.engine.packs import public as packs
from balai.engine.packs.public import Pack, ServiceView, Text
from balai.foundation.errors import Refused

# In the order in which they are shown.
GROUP_LABELS = {
    "SOCIAL": "Bantuan dan sosial",
    "FAMILY": "Keluarga",
    "CIVIL": "Kependudukan",
    "BUSINESS": "Usaha",
    "WORK": "Pekerjaan",
    "LAND": "Tanah dan rumah",
    "OTHER": "Lainnya",
}
CHANNEL_LABELS = {
    "SELF_SERVICE": "Bisa diajukan dari rumah",
    "WALK_IN": "Datang ke balai desa",
    "ASSISTED": "Diajukan perangkat desa",
}
# The same as filters, by the word in the address.
CHANNEL_FILTERS = {"mandiri": ("SELF_SERVICE",), "datang": ("WALK_IN", "ASSISTED")}
MOST_NEEDS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A service in the catalogue. `needs` are the first papers, `more` how many others; `answers` is the agency's
    name, "" for the government of the village."""

    pack: Pack
    needs: Sequence[Text]
    more: int
    channel_label: str
    answers: str

    @property
    def is_self_service(self) -> bool:
        return self.pack.channel == "SELF_SERVICE"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a visitor asked for. `groups` are `(label, cards)`; `near` is offered when nothing fits."""

    groups: Sequence[tuple[str, Sequence[Card]]]
    found: Sequence[Card]
    near: Sequence[Card]
    total: int


def catalogue(*, text: str = "", way: str = "", on: date) -> Catalogue:
    """The open services that fit the words and the way of filing; without words by group, with words best first."""
    views = packs.services()
    channels = CHANNEL_FILTERS.get(way)
    wanted = {view.pack.id: view for view in views if not channels or view.pack.channel in channels}
    if not text.strip():
        return Catalogue(_grouped(wanted.values(), on), (), (), len(wanted))
    index = _index(tuple((view.pack.id, view.version_id) for view in views))
    found = [wanted[key] for key in search(index, text) if key in wanted]
    near = [] if found else [wanted[key] for key in nearest(index, text) if key in wanted]
    return Catalogue((), [card(view, on) for view in found], [card(view, on) for view in near], len(found))


def card(view: ServiceView, on: date) -> Card:
    """The service in short."""
    papers = [paper for paper in view.pack.papers if paper.required]
    return Card(
        pack=view.pack,
        needs=[paper.label for paper in papers[:MOST_NEEDS]],
        more=max(0, len(papers) - MOST_NEEDS),
        channel_label=CHANNEL_LABELS.get(view.pack.channel, ""),
        answers=answerer(view.pack, on),
    )


def answerer(pack: Pack, on: date) -> str:
    """The name of the agency that decides; "" where the government of the village does it alone."""
    if all(state.office != "AGENCY" for state in pack.flow.states):
        return ""
    try:
        code = meant(pack.opd, packs.values_of(pack.id, on=on, pack=pack))
        return organizations.opd(code).name if code else ""
    except Refused:
        return ""


def _grouped(views: Iterable[ServiceView], on: date) -> list[tuple[str, list[Card]]]:
    cards: dict[str, list[Card]] = {code: [] for code in GROUP_LABELS}
    for view in views:
        cards[view.pack.group if view.pack.group in cards else "OTHER"].append(card(view, on))
    return [(GROUP_LABELS[code], rows) for code, rows in cards.items() if rows]


@lru_cache(maxsize=4)
def _index(versions: tuple[tuple[str, int], ...]) -> Index:
    """The words of these versions; packs never change, so a known list of versions has a known index."""
    return build(_entry(packs.pack_of(version)) for _key, version in versions)


def _entry(pack: Pack) -> Entry:
    texts: Mapping[float, Iterable[str]] = {
        NAME: (pack.name.id, pack.name.en),
        KEYWORD: (*pack.keywords, pack.id),
        SUMMARY: (pack.summary.id, pack.summary.en),
    }
    return Entry(pack.id, tuple((text, weight) for weight, found in texts.items() for text in found))
