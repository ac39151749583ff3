"""Letters of an application: numbered, typeset, and bound to it."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone

from balai.domains.public_services import permissions
from balai.domains.public_services.models import Application, IssuedLetter
from balai.domains.public_services.queries import head_of, signatory_of, signer_now
from balai.engine.cases.public import Case
from balai.engine.documents import public as documents
from balai.engine.documents.public import Letter, Signer
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.packs.public import Letter as PackLetter
from balai.engine.packs.public import Pack, PackVersion
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


def issue(application: Application, pack: Pack, case: Case, code: str, *, by: Actor, at: datetime) -> int:
    """The id of the application's letter of that code: typeset and numbered now, unless it was before.

    Raises Refused SIGNATORY_MISSING, TEMPLATE_BROKEN, NUMBER_PATTERN.
    """
    known = application.letters.filter(code=code, replaced_at=None).first()
    if known is not None:
        return known.letter_id
    wanted = next(letter for letter in pack.letters if letter.code == code)
    office, today = _office(application, pack, case, wanted), timezone.localdate(at)
    letter: Letter = documents.compose_letter(
        template=_template(application.pack_version_id, wanted.template),
        template_name=wanted.template,
        data=data_of(application, pack, case),
        title=wanted.title.id,
        series=series_of(wanted, office, today.year),
        pattern_number=wanted.pattern,
        number_fields=_number_fields(wanted, case),
        office_id=office.pk,
        signer=_signer(office, by, on=today),
        subject=application.person_name,
        about=("application", application.pk),
        by=by,
        at=at,
    )
    IssuedLetter.objects.create(application=application, code=code, letter_id=letter.pk, at=at)
    return letter.pk


def unsigned(application: Application) -> list[int]:
    """Ids of the letters of an application that nobody has signed yet."""
    rows = application.letters.filter(replaced_at=None).order_by("pk").values_list("letter_id", flat=True)
    return [number for number in rows if documents.letter(number).state == "DRAFT"]


def data_of(application: Application, pack: Pack, case: Case) -> dict[str, Any]:
    """What a template may print: the answers by code with choices in words, and the place."""
    answers = json.loads(application.answers)
    found: dict[str, Any] = {}
    for code, field in pack.fields.items():
        value = answers.get(code)
        if field.type == "CHOICE":
            value = next((choice.label.id for choice in field.choices if choice.code == value), value)
        elif field.type == "AREA" and value:
            value = organizations.area(value).title
        found[code] = value
    return found | _place(case)


def series_of(letter: PackLetter, office: Opd, year: int) -> str:
    """The series that numbers are drawn from: one per office and year."""
    return f"surat:{office.area_id if letter.series == 'VILLAGE_YEAR' and office.area_id else office.code}:{year}"


def _number_fields(letter: PackLetter, case: Case) -> dict[str, str]:
    village = organizations.area(case.area_id).name.upper() if case.area_id else ""
    return {"classification": letter.classification, "code": letter.classification, "village": village}


def _place(case: Case) -> dict[str, str]:
    if not case.area_id:
        return {}
    area = organizations.area(case.area_id)
    kecamatan = organizations.kecamatan_of(case.area_id)
    return {
        "village": area.name,
        "village_title": area.title,
        "kecamatan": kecamatan.name if kecamatan else "",
        "region": organizations.region().name,
    }


def _office(application: Application, pack: Pack, case: Case, letter: PackLetter) -> Opd:
    """Whose letter it is: that of the role that signs."""
    role = next((role for role in pack.roles if role.code == letter.signer), None)
    if role is not None and role.office == "AGENCY" and application.agency_id:
        return organizations.opd_by_id(application.agency_id)
    return permissions.office_of_area(case.area_id) or organizations.opd_by_id(case.holder_id)


def _signer(office: Opd, by: Actor, *, on: date) -> Signer:
    """Whoever does the move, if he signs for the office; else whoever signs now. A delegate signs for the head."""
    signatory = signatory_of(by, office, on=on) or signer_now(office, on=on)
    if signatory is None:
        raise Refused(
            "SIGNATORY_MISSING", "Penanda tangan untuk {office} belum ditetapkan.", office=office.short_name
        )
    head = head_of(office, on=on) if signatory.is_delegate else None
    return Signer(
        name=signatory.user.full_name,
        position=signatory.position,
        on_behalf_of=head.position if head else "",
    )


@lru_cache(maxsize=256)
def _template(version_id: int, name: str) -> str:
    return PackVersion.objects.values_list("files", flat=True).get(pk=version_id)[name]
