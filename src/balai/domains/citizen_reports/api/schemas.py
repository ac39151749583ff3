"""Shapes of the JSON interface. Times are ISO 8601 with offset; positions are WGS 84 degrees."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, Field


def _readable(text: str) -> str:
    if not all(symbol.isprintable() for symbol in text):
        raise ValueError("Isian ini memuat karakter yang tidak dapat dibaca.")
    return text.strip()


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise ValueError("Ini bukan alamat surel.") from None
    return text


# One line without control characters; also keeps NUL away from the database.
Line = Annotated[str, Field(max_length=200), AfterValidator(_readable)]
Email = Annotated[Line, AfterValidator(_email)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
State = Literal[
    "RECEIVED", "AWAITING_DECISION", "IN_PROGRESS", "ON_HOLD", "ANSWERED", "SOLVED", "CONFIRMED", "LAPSED",
    "CLOSED", "WITHDRAWN",
]  # fmt: skip
Kind = Literal["COMPLAINT", "ASPIRATION", "INFORMATION"]


class ReportForm(Schema):
    """A report. Give a position, or the code of an area, or both."""

    text: Annotated[str, Field(description="10 sampai 4.000 huruf")]
    type: Kind = "COMPLAINT"
    category: Annotated[
        Line, Field(description="kode dari /api/categories; kosong: dipilihkan dari isi laporan")
    ] = ""
    area: Annotated[Line, Field(description="kode desa atau kecamatan dari /api/areas")] = ""
    landmark: Line = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    at_home: Annotated[bool, Field(description="tempat ini rumah seseorang: umum hanya melihat petaknya")] = (
        False
    )
    identity: Literal["OPEN", "HIDDEN", "ANONYMOUS", "CONFIDENTIAL"] = "ANONYMOUS"
    name: Annotated[Line, Field(max_length=120)] = ""
    email: Email = ""
    phone: Annotated[Line, Field(max_length=40)] = ""
    accused_opd: Annotated[
        Line, Field(description="kode instansi yang diadukan; hanya untuk laporan CONFIDENTIAL")
    ] = ""
    same_as: Annotated[
        Line,
        Field(
            description="nomor laporan publik yang sama (dari /api/reports/alike): laporan ini ikut ditangani di sana"
        ),
    ] = ""
    answers: Annotated[str, Field(description="jawaban atas pertanyaan kategori, sebagai teks JSON")] = ""


class ReportIn(ReportForm):
    """The same as JSON, where answers need no wrapping."""

    answers: Annotated[
        dict[str, str | list[str]], Field(description="jawaban atas pertanyaan kategori: kode -> isi")
    ] = {}


class AlikeIn(Schema):
    """What is known of a report that is being written. Give a position or the code of a desa."""

    text: Annotated[str, Field(max_length=4000)]
    landmark: Line = ""
    category: Line = ""
    area: Line = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class AlikeOut(Schema):
    """A public report that may be the same. `metres` is rough on purpose; `likeness` is from 0 to 1."""

    number: str
    title: str
    state: State
    state_label: str
    metres: int | None
    likeness: float
    reporters: int
    created_at: datetime
    thumbnail: str | None
    url: str


class Receipt(Schema):
    """Keep `tracking_code`: it is the only way to the own report. `receipt_code` opens nothing: anybody may check with
    it, at `receipt_url`, that the report still stands."""

    number: str
    tracking_code: str
    holder: str
    promised_at: datetime | None
    url: str
    receipt_code: str
    receipt_url: str


class Named(Schema):
    code: str
    name: str


class Photo(Schema):
    url: str
    thumbnail: str


class ReportOut(Schema):
    """`reporters` counts those who reported the same; `same_as` is the number of the report that this one was merged
    with: its state, holder and history are those of that one."""

    number: str
    state: State
    state_label: str
    is_open: bool
    category: Named
    area: Named | None
    holder: Named
    text: str
    landmark: str
    latitude: float | None
    longitude: float | None
    created_at: datetime
    updated_at: datetime
    promised_at: datetime | None
    photos: list[Photo]
    reporters: int
    same_as: str | None


class ReportPage(Schema):
    """`next` is the address of the following page, null on the last one."""

    items: list[ReportOut]
    next: str | None


class Step(Schema):
    """One act of the public history. `by` is an agency, the reporter or a system; never a person."""

    act: str
    label: str
    at: datetime
    by: str
    text: str
    reason: str
    photos: list[Photo]


class Tracked(ReportOut):
    """The own report: more detail, never contact data."""

    tracking_code: str
    is_public: bool
    type: Kind
    answered_at: datetime | None
    solved_at: datetime | None
    confirmed_at: datetime | None
    closed_at: datetime | None
    paused_until: datetime | None
    may_confirm: bool
    thread: list[Step]


class Question(Schema):
    code: str
    label: str
    type: Literal["text", "number", "choice", "multichoice"]
    required: bool
    options: list[Named]


class CategoryOut(Named):
    group: str
    description: str
    advice: str
    questions: list[Question]


class Categories(Schema):
    groups: list[Named]
    categories: list[CategoryOut]


class AreaOut(Named):
    level: Literal["KABUPATEN", "KECAMATAN", "DESA", "KELURAHAN"]
    parent: str | None
    latitude: float
    longitude: float


class Map(Schema):
    """Either pins or clusters. A pin is [number, latitude, longitude, index in `states`, index in
    `categories`]; a cluster is [latitude, longitude, count]."""

    states: list[str]
    categories: list[str]
    pins: list[tuple[str, float, float, int, int]]
    clusters: list[tuple[float, float, int]]


class Flag(Schema):
    """A mark beside a figure: something happened that would have moved a naive one."""

    month: date
    code: str
    amount: int
    of: int
    sentence: str


class MemberFigures(Named):
    """Three facts, none of which stands for another: answered, solved, confirmed. Hours are null below the sample."""

    opened: int
    per_ten_thousand_residents: float | None
    open: int
    answered: int
    solved: int
    confirmed: int
    contested: int
    never_answered: int
    left_out: int
    measured: int
    median_hours: float | None
    p90_hours: float | None
    no_figure: str
    flags: list[Flag]


class Statistics(Schema):
    since: date
    until: date
    members: list[MemberFigures]
