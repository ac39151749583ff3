"""A report arrives from another program: filed once, with where it comes from, and with photos to fetch."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from balai.domains.citizen_reports.actions.filing import Draft
from balai.domains.citizen_reports.actions.sending import send_report
from balai.domains.citizen_reports.models import ApiKey, Report
from balai.domains.citizen_reports.models_peers import PeerOrigin, PeerPhoto
from balai.domains.citizen_reports.open311.tasks import fetch_peer_photos
from balai.domains.citizen_reports.open311.terms import MEDIA_URL
from balai.foundation.actor import Actor
from balai.kits.http.outgoing import host_of


@dataclass(frozen=True, slots=True)
class Origin:
    """What a program says of where a report comes from: its number there, its page, the bodies it came through."""

    number: str = ""
    url: str = ""
    path: Sequence[str] = field(default=())

    @property
    def says_something(self) -> bool:
        return bool(self.number or self.url or self.path)


def receive_report(
    *, draft: Draft, uploads: Sequence[UploadedFile], origin: Origin, by: Actor, at: datetime
) -> tuple[Report, bool]:
    """File it, and keep its origin; the second value says whether it is new. Raises as `send_report`."""
    report, is_new = send_report(draft=draft, uploads=uploads, by=by, at=at)
    if draft.api_key is not None:
        # Not in the transaction of filing, which decodes photos first; a repeat of the request makes good what was lost.
        _keep_origin(report, draft.api_key, origin)
    return report, is_new


@transaction.atomic
def _keep_origin(report: Report, key: ApiKey, origin: Origin) -> None:
    if origin.says_something:
        values = {
            "api_key": key,
            "foreign_number": origin.number,
            "url": origin.url,
            "path": list(origin.path),
        }
        PeerOrigin.objects.get_or_create(case=report.case, defaults=values)
    body = getattr(key, "body", None)
    hosts = body.media_hosts if body is not None and body.is_active else []
    note_photos(case_id=report.pk, urls=report.answers.get(MEDIA_URL, ()), hosts=hosts)


def note_photos(*, case_id: int, urls: Sequence[str], hosts: Sequence[str]) -> None:
    """Photos at the hosts of a known peer are to be fetched; other addresses are only shown. In a transaction."""
    wanted = [url for url in urls if host_of(url) in hosts]
    rows = [PeerPhoto(case_id=case_id, url=url) for url in wanted]
    if rows:
        PeerPhoto.objects.bulk_create(rows, ignore_conflicts=True)
        fetch_peer_photos.enqueue(case_id=case_id)
