"""What FixMyStreet wants beyond GeoReport: flags among the keywords, groups, attributes that it fills by itself.

It stands under an address of its own (`/open311/fixmystreet/`): other clients would ask their people for these attributes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from balai.domains.citizen_reports.models import Category
from balai.engine.parameters import public as parameters

FLAGS = frozenset({"private", "inactive", "staff", "waste_only"})
# By category: `{"KORUPSI": ["private"]}`.
SERVICE_FLAGS = "open311.service_flags"
# code, what it is; FixMyStreet fills each that it finds in a definition.
AUTOMATED = (
    ("fixmystreet_id", "Nomor laporan di situs pengirim"),
    ("title", "Judul laporan"),
    ("description", "Isi laporan"),
    ("report_url", "Alamat halaman laporan"),
    ("closest_address", "Alamat terdekat"),
)
# Under these names a program may tell its own number of a report; the first that says something counts.
FOREIGN_IDS = ("fixmystreet_id", "external_id", "service_request_id_ext")


def with_flags(row: Mapping[str, Any], *, flags: Sequence[str]) -> dict[str, Any]:
    """A service with its flags and its groups; every one has attributes."""
    return {
        **row,
        "metadata": True,
        "keywords": ",".join([row["keywords"], *flags]),
        "groups": [row["group"]],
    }


def flags_of(category: Category) -> list[str]:
    """The flags that the region gave a category; one that was switched off is `inactive`: older reports keep it."""
    given = parameters.value(SERVICE_FLAGS, on=timezone.localdate(), default={})
    flags = [flag for flag in given.get(category.code, ()) if flag in FLAGS]
    return flags if category.is_active else [*flags, "inactive"]


def switched_off() -> list[Category]:
    """Categories that can no longer be chosen."""
    return list(Category.objects.select_related("group").filter(is_active=False))


def automated_attributes(*, after: int) -> list[dict[str, Any]]:
    """The attributes that the sending program fills, in the order after the questions."""
    return [
        {
            "variable": True,
            "code": code,
            "datatype": "string",
            "required": False,
            "datatype_description": label,
            "order": after + number,
            "description": label,
            "automated": "server_set",
            "protected": True,
        }
        for number, (code, label) in enumerate(AUTOMATED, 1)
    ]
