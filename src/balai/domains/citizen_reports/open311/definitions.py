"""Discovery and service definitions: what this server offers."""

from collections.abc import Mapping
from typing import Any

from balai.domains.citizen_reports.models import Category
from balai.domains.citizen_reports.open311.dialect import automated_attributes
from balai.domains.citizen_reports.open311.terms import CHANGESET, CONTENT_TYPES, DATATYPES, SPECIFICATION
from balai.engine.organizations.public import Region


def discovery(region: Region, base: str) -> dict[str, Any]:
    """`base` is the full address of the interface, ending in a slash.

    Two endpoints for one service: some clients put their own slash behind the address, others do not. Two
    formats each; thereby no client meets a list of one, which several of them misread.
    """
    return {
        "changeset": CHANGESET,
        "contact": f"{region.name}, {region.website}" if region.website else region.name,
        "key_service": "Kunci API diterbitkan pengelola Balai: balai api-key new NAMA-APLIKASI",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": url,
                "changeset": CHANGESET,
                "type": "production",
                "formats": list(CONTENT_TYPES.values()),
            }
            for url in (base, base.rstrip("/"))
        ],
    }


def definition(category: Category, *, is_fixmystreet: bool = False) -> dict[str, Any]:
    """The questions of a category, in their order; for FixMyStreet also what it fills by itself."""
    attributes = [_attribute(question, order) for order, question in enumerate(category.questions, 1)]
    if is_fixmystreet:
        attributes += automated_attributes(after=len(attributes))
    return {"service_code": category.code, "attributes": attributes}


def _attribute(question: Mapping[str, Any], order: int) -> dict[str, Any]:
    attribute = {
        "variable": True,
        "code": question["code"],
        "datatype": DATATYPES[question["type"]],
        "required": bool(question.get("required")),
        "datatype_description": question.get("hint") or question["label"],
        "order": order,
        "description": question["label"],
    }
    if question.get("options"):
        attribute["values"] = [{"key": row["code"], "name": row["label"]} for row in question["options"]]
    return attribute
