"""The matrix that a region brings along, or the one that all regions share."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from balai.domains.risks.models import MatrixEdition
from balai.domains.risks.rules.matrix import Matrix
from balai.domains.risks.terms import Act
from balai.engine.journal import public as journal
from balai.engine.organizations.public import Row, read_yaml, room_folders
from balai.foundation.actor import Actor

BODY = (
    "matrix",
    "likelihoods",
    "impacts",
    "levels",
    "categories",
    "areas",
    "likelihood_criteria",
    "impact_criteria",
)


def load(folder: Path, *, by: Actor, at: datetime) -> Mapping[str, int] | None:
    """Take over every edition in `risks/*.yaml`; what did not change is left alone.

    Raises Refused REGION_FILE_INVALID, also for a matrix that contradicts itself.
    """
    files = [
        read_yaml(path) for place in room_folders(folder, "risks") for path in sorted(place.glob("*.yaml"))
    ]
    changed = sum(_keep(row, by=by, at=at) for row in files)
    return {"matrices": changed} if files else None


def _keep(row: Row, *, by: Actor, at: datetime) -> bool:
    body = {name: row[name] for name in BODY if name in row}
    try:
        Matrix.read(body)
    except (KeyError, TypeError, ValueError) as error:
        raise row.fault("matrix", f"tidak dapat dipakai: {error}.") from None
    wanted = {
        "name": row.need("name", str),
        "valid_from": row.need("valid_from", date),
        "source": row.may("source", str, ""),
        "is_verified": row.may("verified", bool, False),
        "body": body,
    }
    code = row.need("edition", str)
    known = MatrixEdition.objects.filter(edition=code).first()
    if known is not None and all(getattr(known, name) == value for name, value in wanted.items()):
        return False
    MatrixEdition.objects.update_or_create(edition=code, defaults=wanted)
    journal.append(
        code=Act.MATRIX_LOADED, subject=("risk_matrix", code), by=by, at=at, data={"edition": code}
    )
    return True
