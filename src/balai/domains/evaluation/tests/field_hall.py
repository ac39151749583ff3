"""A small hall for tests of field review: two agencies, a coordinator, two reviewers, one site with both forms."""

import io
import json
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

from django.utils import timezone
from PIL import Image

from balai.domains.evaluation.actions import visits
from balai.domains.evaluation.actions.field_sheets import box_label, receive
from balai.domains.evaluation.models import FieldForm, Site
from balai.engine.duties.testing import make_clock
from balai.engine.organizations.public import Region
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.kits import sealing

ITEMS = [
    {"code": "open", "label": "Layanan buka", "kind": "YES_NO", "required": True},
    {"code": "clean", "label": "Kebersihan", "kind": "SCORE", "required": True},
    {"code": "front", "label": "Foto depan", "kind": "PHOTO"},
]
QUESTIONS = [
    {
        "code": f"u{number}",
        "element": f"U{number}",
        "lowest": 1,
        "label": f"Unsur {number}",
        "kind": "SCORE",
        "required": True,
    }
    for number in range(1, 10)
]


def make_hall() -> SimpleNamespace:
    """Rows that most tests need; `at` is now."""
    make_clock()
    Region.objects.get_or_create(
        code="99.01",
        defaults={
            "name": "Kabupaten Contoh",
            "short_name": "Contoh",
            "number_prefix": "CTH",
            "latitude": -6.9,
            "longitude": 109.7,
        },
    )
    at, year = timezone.now(), timezone.localdate().year
    own, other = make_opd("DINAS-REKAAN"), make_opd("DINAS-LAIN")
    coordinator = make_user(Role.COORDINATOR, opd=other)
    ani, budi, insider = (
        make_user(Role.FIELD_OFFICER, email=f"{name}@contoh.invalid", opd=opd, full_name=f"Contoh {name}")
        for name, opd in (("ani", other), ("budi", other), ("dalam", own))
    )
    lead = actor_of(coordinator)
    checklist = FieldForm.objects.create(kind="CHECKLIST", code="uji", title="Daftar uji", items=ITEMS)
    survey = FieldForm.objects.create(kind="SURVEY", code="uji", title="Kuesioner uji", items=QUESTIONS)
    review = visits.plan_review(year=year, title="Tinjauan rekaan", by=lead, at=at)
    for user in (ani, budi, insider):
        visits.appoint(review_id=review.pk, user_id=user.pk, by=lead, at=at)
    hall = SimpleNamespace(
        at=at, year=year, own=own, other=other, coordinator=coordinator, lead=lead, ani=ani, budi=budi, insider=insider,
        checklist=checklist, survey=survey, review=review,
    )  # fmt: skip
    hall.site = make_site(hall, reviewers=[ani.pk, budi.pk])
    return hall


def given(hall: SimpleNamespace, **more: object) -> dict:
    """What the form of a site gives."""
    return {
        "name": "Pasar rekaan", "subject": None, "opd_id": hall.own.pk, "visit_date": date(hall.review.year, 3, 3), "place": "Desa Contoh",
        "latitude": -6.9, "longitude": 109.7, "checklist_id": hall.checklist.pk, "survey_id": hall.survey.pk, **more,
    }  # fmt: skip


def make_site(hall: SimpleNamespace, **more: object) -> Site:
    """A site of the review."""
    return visits.keep_site(review_id=hall.review.pk, given=given(hall, **more), by=hall.lead, at=hall.at)


def jpeg(colour: tuple[int, int, int] = (10, 90, 200)) -> bytes:
    """A tiny photo."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def packed(fields: dict[str, str], files: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    """A parcel as the browser packs it."""
    listed = [
        {"field": name, "name": f"{name}.jpg", "type": "image/jpeg", "size": len(data)}
        for name, data in files
    ]
    head = json.dumps({"fields": fields, "files": listed}).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(data for _, data in files)


def sheet_fields(site: Site, **answers: str) -> dict[str, str]:
    """What the form of a sheet sends."""
    return {"form": "SHEET", "site": str(site.pk), **{f"a-{code}": value for code, value in answers.items()}}


def send(hall: SimpleNamespace, user, fields, files=(), *, key: UUID | None = None, later: int = 0):
    """Send one parcel as a phone does."""
    by = actor_of(user)
    sealed = sealing.seal(box_label(by), packed(fields, tuple(files)))
    return receive(key=key or uuid4(), sealed=sealed, by=by, at=hall.at + timedelta(minutes=later))
