"""A small invented region with agencies, categories and clocks, and reports in it. For every test of reports."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from balai.domains.citizen_reports.actions.filing import Draft, file_report
from balai.domains.citizen_reports.actions.keys import issue_key
from balai.domains.citizen_reports.models import ApiKey, Category, CategoryGroup, Report
from balai.domains.citizen_reports.reference import forget_reference
from balai.engine.organizations.public import Area, Mandate, Opd, Region
from balai.engine.parameters.public import Parameter
from balai.foundation.actor import CITIZEN, SYSTEM, Actor

SINCE = date(2000, 1, 1)
CLOCK = "TIGA_HARI"
CLOCKS: Mapping[str, Any] = {
    "name": "Tiga hari kerja (rekaan)",
    "limits": [
        {"code": "FORWARD", "amount": 24, "unit": "HOURS"},
        {"code": "DECIDE", "amount": 1, "unit": "WORKING_DAYS"},
        {"code": "ANSWER", "amount": 3, "unit": "WORKING_DAYS"},
        {"code": "SOLVE", "amount": 14, "unit": "WORKING_DAYS"},
        {"code": "LAPSE", "amount": 10, "unit": "WORKING_DAYS"},
    ],
    "ladder": [
        {"to": "OFFICER", "share": 0.75},
        {"to": "HEAD_OF_OPD", "amount": 1, "unit": "WORKING_DAYS"},
        {"to": "COORDINATOR", "amount": 2, "unit": "WORKING_DAYS"},
    ],
}
REASONS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "cases.refusal_reasons": [{"code": "NOT_OURS", "label": "Bukan kewenangan kami"}],
    "cases.pause_reasons": [
        {"code": "WEATHER", "label": "Menunggu cuaca", "amount": 3, "unit": "WORKING_DAYS"}
    ],
    "cases.closing_reasons": [{"code": "DUPLICATE", "label": "Sudah dilaporkan"}],
}
# code, name, level, latitude, longitude; the parent is the code without its last part.
AREAS = (
    ("99.01", "Kabupaten Rekaan", "KABUPATEN", -7.00, 109.80),
    ("99.01.01", "Kayumanis", "KECAMATAN", -6.95, 109.75),
    ("99.01.02", "Randurejo", "KECAMATAN", -7.05, 109.85),
    ("99.01.01.2001", "Sidodadi", "DESA", -6.950, 109.750),
    ("99.01.01.2002", "Wringin", "DESA", -6.960, 109.765),
    ("99.01.02.2001", "Sidodadi", "DESA", -7.050, 109.850),
    ("99.01.02.1001", "Randurejo", "KELURAHAN", -7.060, 109.865),
)
DESA = "99.01.01.2001"
PLACE = (-6.9508, 109.7508)
OUTSIDE = (-6.2, 106.8)
OUTSIDE_ADVICE = "Sampaikan lewat kanal nasional."


def make_region() -> Region:
    """The region with its areas, a coordinator, an inspectorate, clocks and coded reasons; once."""
    known = Region.objects.first()
    if known:
        return known
    for code, name, level, latitude, longitude in AREAS:
        parent = code.rpartition(".")[0] if level != "KABUPATEN" else None
        Area.objects.create(
            code=code, name=name, level=level, parent_id=parent, latitude=latitude, longitude=longitude
        )
    make_opd("KOORDINATOR", is_coordinator=True)
    make_opd("INSPEKTORAT", is_inspectorate=True)
    make_parameter(f"cases.clock.{CLOCK}", CLOCKS)
    for code, rows in REASONS.items():
        make_parameter(code, rows)
    return Region.objects.create(
        code="99.01",
        name="Kabupaten Rekaan",
        short_name="Rekaan",
        number_prefix="RKN",
        latitude=-7.0,
        longitude=109.8,
        outside_advice=OUTSIDE_ADVICE,
        website="rekaan.example.go.id",
    )


def make_parameter(code: str, value: Any) -> Parameter:
    """A value that has always held."""
    return Parameter.objects.create(code=code, value=value, valid_from=SINCE)


def make_opd(code: str = "DINAS_JALAN", **fields: Any) -> Opd:
    """An agency, named after its code."""
    name = fields.pop("name", code.replace("_", " ").title())
    defaults = {"name": name, "short_name": name, "kind": "DINAS", "valid_from": SINCE, **fields}
    return Opd.objects.get_or_create(code=code, defaults=defaults)[0]


def make_category(
    code: str = "JLN01", *, opd: Opd | None = None, group: str = "INFRASTRUCTURE", **fields: Any
) -> Category:
    """A category and the mandate of an agency for it (of Dinas Jalan where none is named)."""
    make_region()
    CategoryGroup.objects.get_or_create(code=group, defaults={"name": group.title()})
    defaults = {"name": f"Kategori {code}", "keywords": ["jalan", "lubang"], "clock_set": CLOCK}
    category = Category.objects.create(code=code, group_id=group, **{**defaults, **fields})
    Mandate.objects.create(category_code=code, opd=opd or make_opd(), valid_from=SINCE)
    forget_reference()
    return category


def file(*, at: datetime | None = None, by: Actor = CITIZEN, photos: Sequence = (), **draft: Any) -> Report:
    """A report, filed an hour ago where no moment is given. Makes its category where it is not there yet."""
    code = draft.setdefault("category_code", "JLN01")
    if not Category.objects.filter(code=code).exists():
        make_category(code)
    if "area_code" not in draft:
        draft.setdefault("latitude", PLACE[0])
        draft.setdefault("longitude", PLACE[1])
    draft.setdefault("text", "Jalan berlubang di depan pasar rekaan.")
    return file_report(
        draft=Draft(**draft), photos=photos, by=by, at=at or timezone.now() - timedelta(hours=1)
    )


def make_key(label: str = "Aplikasi Rekaan") -> tuple[ApiKey, str]:
    """A key and its secret."""
    return issue_key(label=label, by=SYSTEM, at=timezone.now())


def officer(opd: Opd, role: str = "OPD_ADMIN") -> Actor:
    """Somebody of that agency, without an account."""
    return Actor("OFFICER", opd_id=opd.pk, role=role)


def photo(name: str = "foto.jpg", *, colour: tuple[int, int, int] = (200, 60, 30)) -> SimpleUploadedFile:
    """A small picture as a browser sends it."""
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def words_of_workbook(content: bytes) -> str:
    """Every word of an Excel file, as one text."""
    with ZipFile(BytesIO(content)) as book:
        return book.read("xl/sharedStrings.xml").decode()
