"""A citizen files a report: checked, placed, opened, in one transaction and exactly once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.citizen_reports.actions.homes import coarsened, is_of_home
from balai.domains.citizen_reports.alike.joining import join_if_open
from balai.domains.citizen_reports.models import ApiKey, Category, Report
from balai.domains.citizen_reports.proposals import proposed_codes
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.routing import Placement, place
from balai.domains.citizen_reports.rules.headline import headline
from balai.domains.citizen_reports.rules.routing import Facts
from balai.domains.citizen_reports.terms import (
    CASE_KIND,
    LANDMARK_LIMIT,
    MOST_PHOTOS,
    TEXT_LIMIT,
    Channel,
    Identity,
    ReportType,
)
from balai.engine.cases import public as cases
from balai.engine.documents.public import Document
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.geo import cell
from balai.foundation.privacy import scrub
from balai.foundation.text import clean_text, shorten
from balai.kits.crypto import blind_index


@dataclass(slots=True)
class Draft:
    """What the reporter gave. Coordinates are WGS 84 degrees; `client_key` makes a repeat harmless."""

    text: str
    report_type: str = ReportType.COMPLAINT
    category_code: str = ""
    area_code: str = ""
    landmark: str = ""
    latitude: float | None = None
    longitude: float | None = None
    identity: str = Identity.ANONYMOUS
    name: str = ""
    email: str = ""
    phone: str = ""
    accused_opd_id: int | None = None
    answers: dict = field(default_factory=dict)
    channel: str = Channel.WEB
    client_key: str | None = None
    api_key: ApiKey | None = None
    # The place is somebody's home: others see only the map cell that it lies in.
    is_home: bool = False
    # The number of the public report that the reporter recognised as the same.
    same_as: str = ""


def file_report(*, draft: Draft, photos: Sequence[Document] = (), by: Actor, at: datetime) -> Report:
    """File a report; filing the same `client_key` again gives the report that is there already.

    Raises Refused TEXT_…, CATEGORY_UNKNOWN, TYPE_UNKNOWN, IDENTITY_UNKNOWN, AREA_UNKNOWN, PLACE_MISSING,
    PLACE_INVALID, PLACE_OUTSIDE, ACCUSED_UNKNOWN, PHOTOS_TOO_MANY.
    """
    known = already_filed(draft.client_key)
    if known:
        return known
    checked = check(draft, photos, at)
    try:
        with transaction.atomic():
            return _create(checked, photos, by=by, at=at)
    except IntegrityError:
        known = already_filed(draft.client_key)
        if known is None:
            raise
        return known


def already_filed(client_key: str | None) -> Report | None:
    """The report that was filed with this key, if any."""
    if not client_key:
        return None
    return Report.objects.select_related("case", "category").filter(client_key=client_key).first()


@dataclass(slots=True)
class _Checked:
    draft: Draft
    text: str
    public_text: str
    landmark: str
    category: Category
    area_code: str | None
    placement: Placement
    is_home: bool = False


def check(draft: Draft, photos: Sequence[Document], at: datetime) -> _Checked:
    """A draft that may be filed, with its place in the house. Raises as `file_report`; reads only what is kept in memory."""
    text = clean_text(draft.text, field="text", label="Isi laporan", minimum=10, maximum=TEXT_LIMIT)
    landmark = clean_text(
        draft.landmark, field="landmark", label="Patokan", minimum=0, maximum=LANDMARK_LIMIT
    )
    if draft.report_type not in ReportType.__members__:
        raise Refused("TYPE_UNKNOWN", "Pilih jenis laporan.", field="report_type")
    if draft.identity not in Identity.__members__:
        raise Refused("IDENTITY_UNKNOWN", "Pilih siapa yang boleh tahu nama Anda.", field="identity")
    if len(photos) > MOST_PHOTOS:
        raise Refused("PHOTOS_TOO_MANY", "Paling banyak {most} foto.", field="photos", most=MOST_PHOTOS)
    category = _category(draft.category_code, text)
    area_code = _area(draft)
    confidential = draft.identity == Identity.CONFIDENTIAL
    facts = Facts(
        category=category.code,
        group=category.group_id,
        type=draft.report_type,
        area=area_code or "",
        text=text,
        at=timezone.localtime(at),
        confidential=confidential,
    )
    barred = _accused(draft, at) if confidential else None
    placement = place(facts, category, at=at, barred_opd_id=barred)
    is_home = draft.latitude is not None and (draft.is_home or is_of_home(category, at=at))
    return _Checked(draft, text, scrub(text), landmark, category, area_code, placement, is_home)


def _category(code: str, text: str) -> Category:
    """The chosen category; without a choice the one that the words speak of, or the catch-all one."""
    known = reference().categories
    if code:
        if code not in known:
            raise Refused("CATEGORY_UNKNOWN", "Kategori tidak dikenal. Pilih dari daftar.", field="category")
        return known[code]
    proposed = proposed_codes(text, most=1)
    if proposed:
        return known[proposed[0]]
    catch_all = next((row for row in known.values() if row.is_catch_all), None)
    if catch_all is None:
        raise Refused("CATEGORY_UNKNOWN", "Pilih kategori laporan.", field="category")
    return catch_all


def _area(draft: Draft) -> str | None:
    """The desa of the position, or the one that was chosen."""
    if (draft.latitude is None) != (draft.longitude is None):
        raise Refused("PLACE_INVALID", "Koordinatnya tidak lengkap. Pilih ulang lokasinya.", field="place")
    if draft.latitude is not None and draft.longitude is not None:
        if not (-90 <= draft.latitude <= 90 and -180 <= draft.longitude <= 180):
            raise Refused(
                "PLACE_INVALID", "Koordinat tidak masuk akal. Pilih ulang lokasinya.", field="place"
            )
        located = organizations.locate(latitude=draft.latitude, longitude=draft.longitude)
        if not located.inside:
            raise Refused("PLACE_OUTSIDE", located.nearest_neighbour_advice, field="place")
        return organizations.area(draft.area_code or located.area.code).code
    if draft.area_code:
        return organizations.area(draft.area_code).code
    if draft.report_type == ReportType.COMPLAINT and draft.channel in {Channel.WEB, Channel.DESK}:
        raise Refused(
            "PLACE_MISSING",
            "Tunjukkan tempatnya: bagikan lokasi atau pilih kecamatan dan desa.",
            field="place",
        )
    return None


def _accused(draft: Draft, at: datetime) -> int | None:
    """The agency that a confidential report accuses."""
    known = {opd.pk for opd in organizations.active_opds(on=timezone.localdate(at))}
    if draft.accused_opd_id is not None and draft.accused_opd_id not in known:
        raise Refused("ACCUSED_UNKNOWN", "Pilih instansi yang dilaporkan dari daftar.", field="accused_opd")
    return draft.accused_opd_id


def _create(checked: _Checked, photos: Sequence[Document], *, by: Actor, at: datetime) -> Report:
    case = cases.open_case(opening=opening_of(checked), by=by, at=at, photos=photos)
    report = unsaved_report(checked, case, by=by, at=at)
    exact = coarsened(report, at=at) if checked.is_home else None
    report.save(force_insert=True)
    if exact:
        exact.save(force_insert=True)
    if checked.draft.same_as:
        join_if_open(report=report, number=checked.draft.same_as, by=by, at=at)
    return report


def opening_of(checked: _Checked) -> cases.Opening:
    """What the case engine is told of a checked report."""
    draft, placement = checked.draft, checked.placement
    confidential = draft.identity == Identity.CONFIDENTIAL
    return cases.Opening(
        kind=CASE_KIND,
        title=headline(checked.public_text),
        holder_id=placement.opd.pk,
        clock_set=placement.clock_set,
        area_id=checked.area_code,
        category_code=checked.category.code,
        priority=placement.priority,
        is_confidential=confidential,
        barred_opd_id=draft.accused_opd_id if confidential else None,
        needs_decision=placement.needs_decision,
        grounds={
            "rules": placement.rule_set.pk if placement.rule_set else None,
            "rule": placement.rule,
            "type": draft.report_type,
            "channel": draft.channel,
        },
    )


def unsaved_report(checked: _Checked, case: cases.Case, *, by: Actor, at: datetime) -> Report:
    """The row of a checked report; nothing is written."""
    draft, placement = checked.draft, checked.placement
    confidential = draft.identity == Identity.CONFIDENTIAL
    keeps_name = draft.identity != Identity.ANONYMOUS
    return Report(
        case=case,
        report_type=draft.report_type,
        category=checked.category,
        text=checked.text,
        public_text=checked.public_text,
        answers=draft.answers,
        area_id=checked.area_code,
        landmark=shorten(scrub(checked.landmark), LANDMARK_LIMIT),
        latitude=draft.latitude,
        longitude=draft.longitude,
        cell=cell(draft.latitude, draft.longitude) if draft.latitude is not None else None,
        identity=draft.identity,
        reporter_name=(draft.name.strip() or None) if keeps_name else None,
        email=draft.email.strip() or None,
        phone=draft.phone.strip() or None,
        contact_key=blind_index(draft.email or draft.phone) if draft.email or draft.phone else "",
        reporter_id=by.user_id if by.kind == "CITIZEN" and keeps_name else None,
        channel=draft.channel,
        client_key=draft.client_key or None,
        api_key=draft.api_key,
        is_public=not confidential,
        rule_set=placement.rule_set,
        rule_code=placement.rule,
        created_at=at,
    )
