"""Categories and routing rules from a region's folder `citizen_reports/`."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from balai.domains.citizen_reports.actions.rulebook import publish_rules
from balai.domains.citizen_reports.models import Category, CategoryGroup, RuleSet
from balai.domains.citizen_reports.reference import forget_reference
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused

FOLDER = "citizen_reports"


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int]:
    """Bring categories and rules to what the files say. Raises Refused CATEGORY_INVALID, RULE_INVALID.

    Categories that the file no longer names stay, switched off: old reports keep them.
    """
    categories = _read(folder / FOLDER / "categories.yaml")
    if categories is None:
        return {}
    _save_groups(categories["groups"])
    _save_categories(categories["categories"])
    rules = (_read(folder / FOLDER / "routing.yaml") or {}).get("rules", [])
    newest = RuleSet.objects.order_by("-active_from", "-pk").first()
    if newest is None or newest.rules != rules:
        publish_rules(rules=rules, note=f"dari {folder.name}", by=by, at=at)
    transaction.on_commit(forget_reference)
    return {"kategori": len(categories["categories"]), "aturan": len(rules)}


def _read(path: Path) -> dict[str, Any] | None:
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None


def _save_groups(rows: list[dict]) -> None:
    groups = [
        CategoryGroup(
            code=row["code"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            icon=row.get("icon", ""),
            order=n,
        )
        for n, row in enumerate(rows)
    ]
    CategoryGroup.objects.bulk_create(
        groups,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "icon", "order"],
    )


def _save_categories(rows: list[dict]) -> None:
    groups = set(CategoryGroup.objects.values_list("code", flat=True))
    made = []
    for number, row in enumerate(rows):
        if row["group"] not in groups:
            raise Refused("CATEGORY_INVALID", f"Kategori {row['code']}: kelompok {row['group']} tidak ada.")
        made.append(
            Category(
                code=row["code"],
                group_id=row["group"],
                name=row["name"],
                name_en=row.get("name_en", ""),
                description=row.get("description", ""),
                keywords=row.get("keywords", []),
                clock_set=row["clock_set"],
                priority=row.get("priority", 2),
                questions=row.get("questions", []),
                advice=row.get("advice", ""),
                advice_en=row.get("advice_en", ""),
                is_catch_all=row.get("catch_all", False),
                is_active=True,
                order=number,
            )
        )
    fields = [field.name for field in Category._meta.fields if field.name != "code"]
    Category.objects.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    Category.objects.exclude(code__in=[row.code for row in made]).update(is_active=False)
