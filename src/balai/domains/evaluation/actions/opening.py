"""An assessment is opened, with an edition that is valid in its year."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.actions.assessment_row import say
from balai.domains.evaluation.models import Assessment, Edition
from balai.domains.evaluation.permissions import must_fill
from balai.domains.evaluation.terms import REASON_LIMIT, Act, Standing
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import NotFound, Refused

FIRST_YEAR = 2018


def open_assessment(
    *,
    edition_id: int,
    year: int,
    opd_id: int,
    note: str = "",
    is_example: bool = False,
    by: Actor,
    at: datetime,
) -> Assessment:
    """Begin the assessment of a year; the same twice, also at once, is one.

    Raises NotFound EDITION_UNKNOWN, OPD_UNKNOWN; Forbidden NOT_YOURS; Refused EDITION_UNUSABLE, EDITION_NOT_VALID,
    YEAR_INVALID, ASSESSMENT_EXISTS when that year is assessed with another edition.
    """
    today = timezone.localdate(at)
    must_fill(by, opd_id, on=today)
    opd = organizations.opd_by_id(opd_id)
    edition = Edition.objects.select_related("instrument").filter(pk=edition_id).first()
    if edition is None:
        raise NotFound("EDITION_UNKNOWN", "Edisi ini tidak ada.")
    _must_fit(edition, year, today.year)
    subject = opd.code if edition.instrument.is_per_opd else ""
    key = {"instrument_code": edition.instrument.code, "year": year, "subject": subject}
    try:
        with transaction.atomic():
            row = Assessment.objects.filter(**key).first()
            if row is None:
                row = Assessment.objects.create(
                    **key,
                    edition=edition,
                    opd=opd,
                    note=note[:REASON_LIMIT],
                    is_example=is_example,
                    opened_at=at,
                )
                say(row, Act.OPENED, by, at, {"year": year})
    except IntegrityError:
        row = Assessment.objects.get(**key)
    if row.edition_id != edition.pk:
        raise Refused(
            "ASSESSMENT_EXISTS", "Tahun {year} sudah dinilai dengan edisi lain.", field="edition", year=year
        )
    return row


def _must_fit(edition: Edition, year: int, this_year: int) -> None:
    if edition.standing == Standing.INCOMPLETE:
        raise Refused(
            "EDITION_UNUSABLE",
            "Edisi {edition} belum lengkap: rinciannya belum diketahui, jadi belum dapat dinilai.",
            field="edition",
            edition=edition.label,
        )
    if edition.standing == Standing.BROKEN:
        raise Refused(
            "EDITION_UNUSABLE",
            "Edisi {edition} tidak dapat dipakai. Lihat apa yang salah pada halamannya.",
            field="edition",
            edition=edition.label,
        )
    if not FIRST_YEAR <= year <= this_year:
        raise Refused(
            "YEAR_INVALID", "Isi tahun {first} sampai {last}.", field="year", first=FIRST_YEAR, last=this_year
        )
    if not edition.is_valid_in(year):
        raise Refused(
            "EDITION_NOT_VALID",
            "Edisi {edition} tidak berlaku pada tahun {year}.",
            field="edition",
            edition=edition.label,
            year=year,
        )
