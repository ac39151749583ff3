"""Services on threads: the catalogue's own, by their packs."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from balai.domains.public_services.wording import told
from balai.engine.packs import public as packs
from balai.engine.threads.public import Knot, ThreadKind


def _knot(view: packs.ServiceView) -> Knot:
    return Knot(
        kind="SERVICE",
        id=view.pack.id,
        title=told(view.pack.name),
        url=reverse("public_services:service", args=[view.pack.id]),
    )


def _find(ids: Collection[str]) -> Mapping[str, Knot]:
    return {view.pack.id: _knot(view) for view in packs.services() if view.pack.id in ids}


def _search(words: str, most: int) -> list[Knot]:
    wanted = words.casefold().split()
    found = [
        view
        for view in packs.services()
        if all(word in " ".join([told(view.pack.name), *view.pack.keywords]).casefold() for word in wanted)
    ]
    return [_knot(view) for view in found[:most]]


THREAD_KIND = ThreadKind(
    code="SERVICE",
    label="Layanan",
    plural="Layanan",
    icon="file",
    order=50,
    find=_find,
    search=_search,
)
