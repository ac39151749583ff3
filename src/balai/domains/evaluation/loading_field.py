"""Checklists and questionnaires that a region brings along. A form that says something else is a new version; answers keep theirs."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from balai.domains.evaluation.models import FieldForm
from balai.domains.evaluation.rules.field_forms import read_items
from balai.domains.evaluation.terms_field import Act
from balai.engine.journal import public as journal
from balai.engine.organizations.public import room_folders
from balai.foundation.actor import Actor

FILES = {"CHECKLIST": "checklists.yaml", "SURVEY": "surveys.yaml"}


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Enter the forms of `evaluation/field/` that are new or have changed. Raises ValueError for a form that is none."""
    fresh = 0
    places = [place / "field" for place in room_folders(folder, "evaluation")]
    for kind, name in FILES.items():
        for place in places:
            if (place / name).exists():
                fresh += _entered(kind, yaml.safe_load((place / name).read_text(encoding="utf-8")))
    if fresh:
        journal.append(
            code=Act.FORMS_LOADED, subject=("field_forms", folder.name), by=by, at=at, data={"forms": fresh}
        )
    return {"field_forms": fresh} if fresh else None


def _entered(kind: str, data: Mapping[str, Any]) -> int:
    fresh = 0
    for form in data["forms"]:
        read_items(form["items"])
        last = FieldForm.objects.filter(kind=kind, code=form["code"]).order_by("-version").first()
        if last is not None and last.items == form["items"] and last.title == form["title"]:
            continue
        FieldForm.objects.create(
            kind=kind,
            code=form["code"],
            version=last.version + 1 if last else 1,
            title=form["title"],
            source=str(data.get("source", ""))[:200],
            items=form["items"],
        )
        fresh += 1
    return fresh
