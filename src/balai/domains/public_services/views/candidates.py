"""Finding a person of the village for a form: shown masked, filled in whole."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from balai.domains.public_services import permissions, ports, queries
from balai.domains.public_services.models import Draft
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.kits import crypto

MOST = 8
LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who fits: enough to recognise, not enough to copy. `ticket` is an encrypted note of who it is."""

    name: str
    nik: str
    birth_year: str
    rt: str
    ticket: str


def found_people(draft: Draft, *, person: str, sought: str, by: Actor) -> list[Candidate]:
    """People of the draft's village with this NIK, or whose name fits. Raises Refused SEARCH_SHORT, PERSON_UNKNOWN."""
    village = permissions.village_of(by)
    if village is None or village.area_id != draft.area_id:
        return []
    digits = "".join(sought.split())
    if not digits.isdecimal() and len(sought) < LEAST_LETTERS:
        raise Refused(
            "SEARCH_SHORT", "Tulis NIK, atau paling sedikit {least} huruf nama.", least=LEAST_LETTERS
        )
    rows = _by_nik(digits, draft) if digits.isdecimal() else _by_name(sought, draft)
    found = [_candidate(row, draft, person) for row in rows][:MOST]
    if not found:
        raise Refused(
            "PERSON_UNKNOWN", "Tidak ditemukan dalam data penduduk desa ini. Isilah dari KTP atau KK."
        )
    return found


def filling(draft: Draft, ticket: str, *, by: Actor) -> Mapping[str, str]:
    """The answers of the chosen person. Raises Refused PERSON_UNKNOWN for a note that is not of this form."""
    try:
        note = json.loads(crypto.decrypt(ticket))
    except (
        ImproperlyConfigured,
        ValueError,
    ):  # a note that was not ours: of an older key, or written by hand
        note = {}
    if note.get("draft") != draft.key.hex:
        raise Refused("PERSON_UNKNOWN", "Pilihan ini sudah tidak berlaku. Cari orangnya sekali lagi.")
    return queries.prefilled(draft, person=note["person"], nik=note["nik"], by=by)


def _by_nik(nik: str, draft: Draft) -> Iterable[Mapping[str, Any]]:
    row = ports.people().find(nik, area_id=draft.area_id)
    return [row] if row else []


def _by_name(words: str, draft: Draft) -> Iterable[Mapping[str, Any]]:
    return ports.people().search(words, area_id=draft.area_id, most=MOST)


def _candidate(row: Mapping[str, Any], draft: Draft, person: str) -> Candidate:
    nik = str(row.get("nik") or "")
    note = json.dumps({"draft": draft.key.hex, "person": person, "nik": nik})
    return Candidate(
        name=recognisable(str(row.get("name") or "")),
        nik=crypto.mask(nik),
        birth_year=str(row.get("birth_date") or "")[:4],
        rt=str(row.get("rt") or ""),
        ticket=crypto.encrypt(note),
    )


def recognisable(name: str) -> str:
    """`Siti Rekaan` -> `Siti R*****`: the first word whole, of the others the first letter."""
    first, *others = name.split() or [""]
    return " ".join([first, *(word[:1] + "*" * (len(word) - 1) for word in others)])
