"""What the village counter put into its outbox: the form of one client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from balai.foundation.parcels import ParcelFile, broken, unpack

PAPER_PREFIX = "paper-"


@dataclass(frozen=True, slots=True)
class BoxFile:
    """A file of a form: the paper it stands for, its name, its bytes."""

    paper: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A form as it was filled in: the service, its answers as typed, its files, and whether it is to be filed."""

    service: str
    answers: Mapping[str, str]
    files: Sequence[BoxFile]
    is_finished: bool


def read_box(content: bytes) -> Box:
    """The form in an opened box. Raises Refused BOX_BROKEN for anything that no form of ours made."""
    parcel = unpack(content)
    fields = dict(parcel.fields)
    act, service = fields.pop("act", ""), fields.pop("service", "")
    return Box(service, fields, [_paper(file) for file in parcel.files], act != "simpan")


def _paper(file: ParcelFile) -> BoxFile:
    if not file.field.startswith(PAPER_PREFIX):
        raise broken()
    return BoxFile(file.field.removeprefix(PAPER_PREFIX), file.name, file.content)
