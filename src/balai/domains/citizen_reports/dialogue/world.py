"""What the machine is told of the region and of the reports of a conversation."""

from collections.abc import Sequence

from balai.domains.citizen_reports.dialogue.told import Own, World
from balai.domains.citizen_reports.models import Report
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.proposals import proposed_codes
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.addresses import Place
from balai.domains.citizen_reports.terms import MOST_PHOTOS, TEXT_LIMIT
from balai.engine.conversations import public as conversations
from balai.engine.conversations.public import Conversation
from balai.engine.organizations import public as organizations
from balai.foundation.text import shorten

MOST_OWN = 9
TIE = "case"


def world_of(conversation: Conversation) -> World:
    """The world of one conversation; names are in the active language."""
    carrier = conversations.bound(conversation.channel)
    return World(
        places=places(),
        categories={code: row.title for code, row in reference().categories.items()},
        propose=lambda text: proposed_codes(text, most=5),
        locate=_located,
        own=_own(conversation),
        takes_photos=bool(carrier and carrier.takes_photos),
        most_photos=MOST_PHOTOS,
        longest=TEXT_LIMIT,
    )


def places() -> Sequence[Place]:
    """Every desa and kelurahan with its kecamatan."""
    return [
        Place(desa.code, desa.name, kecamatan.code, kecamatan.name)
        for kecamatan in organizations.kecamatan_list()
        for desa in organizations.desa_of(kecamatan.code)
    ]


def _located(latitude: float, longitude: float) -> tuple[str, str]:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return "", ""
    found = organizations.locate(latitude=latitude, longitude=longitude)
    return (found.area.code, "") if found.inside else ("", found.nearest_neighbour_advice)


def _own(conversation: Conversation) -> list[Own]:
    numbers = conversations.subjects_of(conversation, TIE)[:MOST_OWN]
    rows = Report.objects.select_related("case").in_bulk(numbers)
    return [
        Own(number, number_of(rows[number]), rows[number].case.state, shorten(rows[number].case.title, 40))
        for number in numbers
        if number in rows
    ]
