"""Acts of findings: recorded, given to an agency as a duty, looked at again a year later."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from balai.domains.evaluation.models import Finding, FindingPhoto, FollowUp, SheetPhoto, Site
from balai.domains.evaluation.permissions_field import must_find
from balai.domains.evaluation.terms_field import (
    FINDING_KIND,
    TEXT_LIMIT,
    TITLE_LIMIT,
    Act,
    Severity,
    Verdict,
)
from balai.engine.duties import public as duties
from balai.engine.journal import public as journal
from balai.engine.threads import public as threads
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Conflict, NotFound, Refused
from balai.foundation.text import clean_text, shorten


@dataclass(frozen=True, slots=True)
class Given:
    """Who has to put a finding right, by when."""

    holder_id: int
    due: date


def record_finding(
    *, key: UUID, site_id: int, title: str, text: str, severity: str, given: Given | None, photos: Collection[int] = (),
    repeats: Finding | None = None, by: Actor, at: datetime,
) -> Finding:  # fmt: skip
    """Write down what has to change at a site, and give it to an agency as a duty where `given` says so.

    `photos` are of sheets of this site. The same `key` twice is once. Raises NotFound SITE_UNKNOWN; Forbidden OWN_OFFICE,
    NOT_SENT; Refused TEXT_…, SEVERITY_UNKNOWN, PHOTO_ELSEWHERE and what `owe` refuses.
    """
    site = _site(site_id)
    must_find(by, site, on=timezone.localdate(at))
    title = clean_text(title, field="title", label="Pokok temuan", minimum=5, maximum=TITLE_LIMIT)
    text = clean_text(text, field="text", label="Uraian", minimum=5, maximum=TEXT_LIMIT)
    if severity not in list(Severity):
        raise Refused("SEVERITY_UNKNOWN", "Pilih bobot temuan.", field="severity")
    chosen = list(SheetPhoto.objects.filter(pk__in=photos, sheet__site=site).values_list("pk", flat=True))
    if len(chosen) != len(set(photos)):
        raise Refused("PHOTO_ELSEWHERE", "Pilih foto dari lembar lokasi ini.", field="photos")
    try:
        with transaction.atomic():
            known = Finding.objects.filter(key=key).first()
            if known is not None:
                return known
            finding = Finding.objects.create(
                key=key, site=site, title=title, text=text, severity=severity, repeats=repeats, found_at=at, found_by_id=by.user_id
            )  # fmt: skip
            FindingPhoto.objects.bulk_create([FindingPhoto(finding=finding, photo_id=pk) for pk in chosen])
            data = {"site": site.pk, "severity": severity, "repeats": repeats.pk if repeats else None}
            journal.append(code=Act.FOUND, subject=("finding", finding.pk), by=by, at=at, data=data)
            if given is not None:
                _owed(finding, given, by=by, at=at)
            _tie(finding, at)
    except IntegrityError:
        return Finding.objects.get(key=key)
    return finding


def assign_finding(*, finding_id: int, given: Given, by: Actor, at: datetime) -> Finding:
    """Give a finding that nobody has yet to an agency. Raises NotFound; Forbidden; Conflict FINDING_GIVEN; what `owe` refuses."""
    finding = _finding(finding_id)
    must_find(by, finding.site, on=timezone.localdate(at))
    with transaction.atomic():
        # Two who press at once: the second waits here and then sees the duty of the first.
        Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
        if duties.duties_about(FINDING_KIND, [str(finding.pk)], at=at):
            raise Conflict("FINDING_GIVEN", "Temuan ini sudah ada penanggung jawabnya.")
        _owed(finding, given, by=by, at=at)
        data = {"holder": given.holder_id, "due": given.due.isoformat()}
        journal.append(code=Act.ASSIGNED, subject=("finding", finding.pk), by=by, at=at, data=data)
    return finding


def follow_up(
    *, finding_id: int, site_id: int, verdict: str, note: str, given: Given | None = None, by: Actor, at: datetime
) -> FollowUp:  # fmt: skip
    """Say what became of an earlier finding at the same place: closed, in part, or back again.

    One that came back is a finding of this year, too, flagged as repeated, one step heavier, and owed anew. Raises
    NotFound; Forbidden; Refused VERDICT_UNKNOWN, FINDING_ELSEWHERE, DUE_MISSING, TEXT_…; Conflict FOLLOWED_UP.
    """
    finding, site = _finding(finding_id), _site(site_id)
    must_find(by, site, on=timezone.localdate(at))
    if site.previous_id is None or finding.site_id != site.previous_id:
        raise Refused("FINDING_ELSEWHERE", "Temuan ini bukan dari lokasi yang sama pada tinjauan sebelumnya.")
    if verdict not in list(Verdict):
        raise Refused("VERDICT_UNKNOWN", "Pilih: ditutup, sebagian, atau berulang.", field="verdict")
    if verdict == Verdict.REPEATED and given is None:
        raise Refused("DUE_MISSING", "Temuan yang berulang memerlukan tanggal baru.", field="due")
    note = clean_text(note, field="note", label="Keterangan", minimum=5, maximum=TEXT_LIMIT)
    try:
        with transaction.atomic():
            row = FollowUp.objects.create(
                finding=finding, site=site, verdict=verdict, note=note, at=at, by_id=by.user_id
            )
            journal.append(
                code=Act.FOLLOWED_UP, subject=("finding", finding.pk), by=by, at=at, data={"verdict": verdict}
            )
            if verdict == Verdict.REPEATED:
                _again(finding, site, note, given, by=by, at=at)
    except IntegrityError:
        raise Conflict("FOLLOWED_UP", "Tindak lanjut temuan ini baru saja dicatat.") from None
    return row


def _again(
    finding: Finding, site: Site, note: str, given: Given | None, *, by: Actor, at: datetime
) -> Finding:
    heavier = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH}
    severity = heavier.get(Severity(finding.severity), Severity.HIGH)
    return record_finding(
        key=uuid5(finding.key, f"again:{site.pk}"),
        site_id=site.pk,
        title=finding.title,
        text=note,
        severity=severity,
        given=given,
        repeats=finding,
        by=by,
        at=at,
    )


def _owed(finding: Finding, given: Given, *, by: Actor, at: datetime) -> None:
    duties.owe(
        kind=FINDING_KIND,
        about=(FINDING_KIND, str(finding.pk)),
        title=shorten(finding.title, 150),
        text=finding.text,
        holder_id=given.holder_id,
        due=given.due,
        by=by,
        at=at,
        key=uuid5(finding.key, "duty"),
    )


def _tie(finding: Finding, at: datetime) -> None:
    """The thing that was looked at led to the finding; an earlier one to the one that repeats it."""
    site, end = finding.site, (FINDING_KIND, str(finding.pk))
    if site.subject_kind and threads.thread_kind(site.subject_kind):
        why = f"Temuan tinjauan lapangan {site.review.year} di {site.name}."
        threads.tie(start=(site.subject_kind, site.subject_id), end=end, why=why, by=SYSTEM, at=at)
    if finding.repeats_id:
        start = (FINDING_KIND, str(finding.repeats_id))
        threads.tie(start=start, end=end, why="Temuan yang sama muncul lagi.", by=SYSTEM, at=at)


def _finding(finding_id: int) -> Finding:
    row = Finding.objects.select_related("site__review").filter(pk=finding_id).first()
    if row is None:
        raise NotFound("FINDING_UNKNOWN", "Temuan ini tidak ada.")
    return row


def _site(site_id: int) -> Site:
    site = Site.objects.select_related("review").filter(pk=site_id).first()
    if site is None:
        raise NotFound("SITE_UNKNOWN", "Lokasi ini tidak ada dalam rencana.")
    return site
