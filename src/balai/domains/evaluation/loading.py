"""Instruments that a region brings along: `evaluation/*.yaml`. What the hall itself wrote over is left alone."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from balai.domains.evaluation.actions.instruments import keep_edition
from balai.domains.evaluation.models import Edition
from balai.engine.organizations.public import read_yaml, room_folders
from balai.foundation.actor import Actor


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Keep every edition of the files. Raises Refused REGION_FILE_INVALID naming file and field; Refused EDITION_IN_USE."""
    paths = [path for place in room_folders(folder, "evaluation") for path in sorted(place.glob("*.yaml"))]
    own = set(Edition.objects.exclude(kept_by=None).values_list("instrument__code", "code"))
    count = 0
    for path in paths:
        file = read_yaml(path)
        about = {
            "code": file.need("instrument", str),
            "label": file.need("label", str),
            "summary": file.may("summary", str, ""),
            "unit": file.may("unit", str, ""),
            "per_opd": file.may("per_opd", bool, False),
            "order": file.may("order", int, 100),
        }
        for edition in file.rows("editions"):
            if (about["code"], edition.need("code", str)) not in own:
                keep_edition(instrument=about, edition=edition, by=by, at=at)
                count += 1
    return {"editions": count} if paths else None
