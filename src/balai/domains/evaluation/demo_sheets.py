"""What the invented reviewers of the demonstration write down: sheets with drawn pictures, and interviews."""

import io
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from balai.domains.evaluation.actions import field_sheets, survey
from balai.domains.evaluation.models import Site
from balai.engine.people.public import User, actor_of
from balai.foundation.parcels import Parcel, ParcelFile

# Scores of the two reviewers in the invented year, by site: they do not agree everywhere.
SCORES = {
    "BRICS": ("33", "32"),
    "Minggon Jatinan": ("34", "24"),
    "Mal Pelayanan Publik": ("44", "43"),
    "PSC 119 Si Slamet": ("43", "43"),
    "eSakti": ("23", "33"),
    "IPAL komunal": ("12", "11"),
}


def sheet(site: Site, user: User, scores: str, at: datetime) -> None:
    """A sheet whose scores take turns among the given ones."""
    items = site.checklist.items
    typed = {
        "YES_NO": lambda n: "YES",
        "SCORE": lambda n: scores[n % len(scores)],
        "NUMBER": lambda n: str(7 + 3 * n),
    }
    fields = {
        "form": "SHEET",
        "site": str(site.pk),
        "remark": "Catatan rekaan peninjau (contoh).",
        "filled_at": at.isoformat(),
    }
    for number, item in enumerate(items):
        if item["kind"] in typed:
            fields[f"a-{item['code']}"] = typed[item["kind"]](number)
        elif item["kind"] == "CHOICE":
            fields[f"a-{item['code']}"] = item["words"][number % len(item["words"])]
    files = []
    if site.latitude is not None:
        fields |= {"lat": str(site.latitude), "lon": str(site.longitude), "photo-front-at": at.isoformat()}
        fields |= {"photo-front-lat": str(site.latitude), "photo-front-lon": str(site.longitude)}
    if scores == SCORES[site.name][0]:
        files = [ParcelFile("photo-front", "contoh.jpg", picture(site.name))]
    field_sheets.take_in(
        key=uuid5(NAMESPACE_URL, f"sheet:{site.pk}:{user.pk}"), parcel=Parcel(fields, files), by=actor_of(user), at=at
    )  # fmt: skip


def picture(name: str) -> bytes:
    """A drawn picture that says it is one."""
    image = Image.new("RGB", (640, 480), (226, 219, 201))
    pen = ImageDraw.Draw(image)
    pen.rectangle((90, 170, 550, 430), fill=(31, 94, 94))
    pen.polygon(((60, 175), (320, 60), (580, 175)), fill=(176, 137, 62))
    pen.rectangle((285, 300, 355, 430), fill=(226, 219, 201))
    pen.text((100, 445), f"Gambar contoh: {name}", fill=(40, 40, 40), font_size=22)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def interview(
    site: Site, *, user: User, score: int, number: str, at: datetime, outcome: str = "ANSWERED"
) -> None:
    items = site.survey.items if site.survey else []
    typed = {item["code"]: str(score) for item in items if item["kind"] == "SCORE"}
    mark = f"interview:{site.pk}:{number}:{score}:{survey.RecipientAnswer.objects.filter(site=site).count()}"
    survey.record_interview(
        key=uuid5(NAMESPACE_URL, mark), site_id=site.pk, number=number, outcome=outcome, typed=typed, comment="", by=actor_of(user), at=at
    )  # fmt: skip
