"""Acts of planning: a review, its team, its sites, and who goes where."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.models import Appointment, FieldForm, Review, Site, Visitor
from balai.domains.evaluation.permissions_field import TEAM_ROLES, must_plan, own_office
from balai.domains.evaluation.terms_field import TEXT_LIMIT, TITLE_LIMIT, Act
from balai.engine.journal import public as journal
from balai.engine.organizations import public as organizations
from balai.engine.people.public import User
from balai.engine.threads import public as threads
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text

SUBJECT_KINDS = frozenset({"SERVICE", "INNOVATION", "PROGRAMME"})
FIRST_YEAR, YEARS_AHEAD = 2018, 2


def plan_review(*, year: int, title: str, note: str = "", by: Actor, at: datetime) -> Review:
    """Begin a review. Raises Forbidden NOT_YOURS; Refused YEAR_WRONG, TEXT_…; Conflict REVIEW_TWICE."""
    today = timezone.localdate(at)
    must_plan(by, on=today)
    if not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
        raise Refused(
            "YEAR_WRONG", "Tahunnya antara {first} dan {last}.", field="year", first=FIRST_YEAR, last=today.year + YEARS_AHEAD
        )  # fmt: skip
    title = clean_text(title, field="title", label="Judul", minimum=5, maximum=TITLE_LIMIT)
    note = clean_text(note, field="note", label="Catatan", minimum=0, maximum=TEXT_LIMIT)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                year=year, title=title, note=note, planned_at=at, planned_by_id=by.user_id
            )
            journal.append(
                code=Act.PLANNED, subject=("field_review", review.pk), by=by, at=at, data={"year": year}
            )
    except IntegrityError:
        raise Conflict(
            "REVIEW_TWICE", "Tinjauan dengan tahun dan judul ini sudah ada.", field="title"
        ) from None
    return review


@transaction.atomic
def appoint(*, review_id: int, user_id: int, is_lead: bool = False, by: Actor, at: datetime) -> Appointment:
    """Put an officer on the team. Who is on it already stays. Raises NotFound; Forbidden NOT_YOURS; Refused REVIEWER_UNKNOWN."""
    must_plan(by, on=timezone.localdate(at))
    review = _review(review_id)
    user = User.objects.filter(pk=user_id, is_active=True, role__in=TEAM_ROLES).first()
    if user is None:
        raise Refused(
            "REVIEWER_UNKNOWN", "Pilih petugas aktif: koordinator, pengawas, admin, atau petugas OPD.", field="user"
        )  # fmt: skip
    row, is_new = Appointment.objects.get_or_create(
        review=review,
        user=user,
        ended_at=None,
        defaults={"is_lead": is_lead, "appointed_at": at, "appointed_by_id": by.user_id},
    )
    if is_new:
        data = {"user": user_id, "lead": is_lead}
        journal.append(code=Act.APPOINTED, subject=("field_review", review.pk), by=by, at=at, data=data)
    return row


@transaction.atomic
def relieve(*, appointment_id: int, by: Actor, at: datetime) -> Appointment:
    """Take somebody off the team and off the sites where no sheet of theirs lies yet; what they wrote stays. Twice is once.

    Raises NotFound REVIEWER_UNKNOWN; Forbidden NOT_YOURS.
    """
    must_plan(by, on=timezone.localdate(at))
    row = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if row is None:
        raise NotFound("REVIEWER_UNKNOWN", "Peninjau ini tidak ada dalam tim.")
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        sites = Visitor.objects.filter(site__review=row.review_id, user=row.user_id)
        sites.exclude(site__sheets__reviewer=row.user_id).delete()
        data = {"user": row.user_id}
        journal.append(code=Act.RELIEVED, subject=("field_review", row.review_id), by=by, at=at, data=data)
    return row


def keep_site(
    *, review_id: int, given: Mapping[str, Any], site_id: int | None = None, version: int = 0, by: Actor, at: datetime
) -> Site:  # fmt: skip
    """Add a site to a review, or change it.

    `given`: name, subject (kind, id) or None, opd_id, place, latitude, longitude, visit_date, checklist_id, survey_id,
    reviewers (ids of users), previous_id. Raises NotFound; Forbidden NOT_YOURS, OWN_OFFICE; Refused TEXT_…, SUBJECT_UNKNOWN,
    OPD_UNKNOWN, DATE_WRONG, FORM_UNKNOWN, REVIEWER_UNKNOWN, PLACE_WRONG; Conflict SITE_TWICE, CHANGED_MEANWHILE.
    """
    must_plan(by, on=timezone.localdate(at))
    review = _review(review_id)
    fields = _checked(review, given, at)
    reviewers = _reviewers(review, given.get("reviewers", ()), fields["opd_id"])
    try:
        with transaction.atomic():
            site = _written(review, fields, site_id, version)
            _send(site, reviewers)
            code = Act.SITE_CHANGED if site_id else Act.SITE_ADDED
            data = {"site": site.pk, "reviewers": sorted(reviewers), "version": site.version}
            journal.append(code=code, subject=("field_review", review.pk), by=by, at=at, data=data)
    except IntegrityError:
        raise Conflict(
            "SITE_TWICE", "Lokasi dengan nama ini sudah ada dalam tinjauan ini.", field="name"
        ) from None
    return site


def _written(review: Review, fields: Mapping[str, Any], site_id: int | None, version: int) -> Site:
    if site_id is None:
        return Site.objects.create(review=review, **fields)
    changed = Site.objects.filter(pk=site_id, review=review, version=version)
    if not changed.update(**fields, version=version + 1):
        if not Site.objects.filter(pk=site_id, review=review).exists():
            raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam tinjauan ini.")
        raise Conflict(
            "CHANGED_MEANWHILE",
            "Lokasi ini baru saja diubah orang lain. Isian Anda masih ada: periksa lalu simpan lagi.",
        )
    return Site.objects.get(pk=site_id)


def _send(site: Site, reviewers: Collection[int]) -> None:
    """Who has written a sheet there stays a visitor of the site."""
    gone = site.visitors.exclude(user__in=reviewers)
    gone.exclude(user__in=site.sheets.values("reviewer")).delete()
    known = set(site.visitors.values_list("user_id", flat=True))
    Visitor.objects.bulk_create([Visitor(site=site, user_id=user) for user in reviewers if user not in known])


def _checked(review: Review, given: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    day: date = given["visit_date"]
    if day.year != review.year:
        raise Refused(
            "DATE_WRONG", "Tanggal kunjungan harus dalam tahun {year}.", field="visit_date", year=review.year
        )
    opd_id = given["opd_id"]
    if all(opd.pk != opd_id for opd in organizations.active_opds(on=max(day, timezone.localdate(at)))):
        raise Refused(
            "OPD_UNKNOWN", "OPD itu sudah tidak ada. Pilih OPD yang menggantikannya.", field="opd_id"
        )
    latitude, longitude = given.get("latitude"), given.get("longitude")
    if (latitude is None) != (longitude is None) or abs(latitude or 0) > 90 or abs(longitude or 0) > 180:
        raise Refused("PLACE_WRONG", "Titik peta memerlukan lintang dan bujur yang benar.", field="latitude")
    subject = _subject(given.get("subject"))
    return {
        "name": clean_text(given["name"], field="name", label="Nama lokasi", minimum=3, maximum=TITLE_LIMIT),
        "place": clean_text(given.get("place", ""), field="place", label="Alamat", minimum=0, maximum=200),
        "subject_kind": subject[0],
        "subject_id": subject[1],
        "opd_id": opd_id,
        "latitude": latitude,
        "longitude": longitude,
        "visit_date": day,
        "checklist_id": _form(given.get("checklist_id"), "CHECKLIST", "checklist_id"),
        "survey_id": _form(given["survey_id"], "SURVEY", "survey_id") if given.get("survey_id") else None,
        "previous_id": _previous(review, given.get("previous_id")),
    }


def _subject(subject: tuple[str, str] | None) -> tuple[str, str]:
    if not subject:
        return "", ""
    if subject[0] not in SUBJECT_KINDS or threads.knot(*subject, visible=SUBJECT_KINDS) is None:
        raise Refused("SUBJECT_UNKNOWN", "Pilih layanan, inovasi, atau program yang ada.", field="subject")
    return subject


def _form(form_id: int | None, kind: str, field: str) -> int:
    if form_id is None or not FieldForm.objects.filter(pk=form_id, kind=kind).exists():
        raise Refused("FORM_UNKNOWN", "Pilih formulir yang ada.", field=field)
    return form_id


def _previous(review: Review, previous_id: int | None) -> int | None:
    if previous_id is None:
        return None
    if not Site.objects.filter(pk=previous_id, review__year__lt=review.year).exists():
        raise Refused("PREVIOUS_UNKNOWN", "Pilih lokasi dari tinjauan tahun sebelumnya.", field="previous_id")
    return previous_id


def _reviewers(review: Review, ids: Collection[int], opd_id: int) -> set[int]:
    team = dict(
        Appointment.objects.filter(review=review, ended_at=None, user__is_active=True).values_list(
            "user_id", "user__opd_id"
        )
    )
    wanted = set(ids)
    if wanted - set(team):
        raise Refused("REVIEWER_UNKNOWN", "Pilih peninjau dari tim tinjauan ini.", field="reviewers")
    if any(team[user] == opd_id for user in wanted):
        refusal = own_office()
        refusal.field = "reviewers"
        raise refusal
    return wanted


def _review(review_id: int) -> Review:
    review = Review.objects.filter(pk=review_id).first()
    if review is None:
        raise NotFound("REVIEW_UNKNOWN", "Tinjauan ini tidak ada.")
    return review
