"""Tables as Excel files, safe against what strangers typed into them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Nothing that looks like a formula or a link may become one.
_OPTIONS = {
    "in_memory": True,
    "remove_timezone": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the titles of its columns, its rows. Texts, numbers (whole or Decimal), dates, moments and None.

    Columns named in `money` are written as rupiah. A text stays a text, also where it is made of digits.
    """

    name: str
    titles: Sequence[str]
    rows: Iterable[Sequence[Any]]
    money: frozenset[int] = frozenset()


def workbook(*sheets: Sheet) -> bytes:
    """The tables as an .xlsx file; the first row of each stays in sight and filters."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "money": book.add_format({"num_format": "#,##0"}),
        date: book.add_format({"num_format": "dd-mm-yyyy"}),
        datetime: book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
    }
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name[:31]), sheet, formats)
    book.close()
    return out.getvalue()


def excel_response(filename: str, *sheets: Sheet) -> HttpResponse:
    """The same as a download called `filename`.xlsx."""
    answer = HttpResponse(workbook(*sheets), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{filename}.xlsx"'
    return answer


def _write(target: Any, sheet: Sheet, formats: dict[Any, Any]) -> None:
    target.write_row(0, 0, sheet.titles, formats["head"])
    widths = [len(title) for title in sheet.titles]
    number = 0
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _write_cell(target, number, column, value, column in sheet.money, formats)
            widths[column] = max(widths[column], min(len(str(value or "")), WIDEST))
    target.freeze_panes(1, 0)
    target.autofilter(0, 0, max(number, 1), len(sheet.titles) - 1)
    for column, width in enumerate(widths):
        target.set_column(column, column, width + 2)


def _write_cell(
    target: Any, row: int, column: int, value: Any, is_money: bool, formats: dict[Any, Any]
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        target.write_datetime(row, column, timezone.localtime(value), formats[datetime])
    elif isinstance(value, date):
        target.write_datetime(row, column, value, formats[date])
    elif isinstance(value, int) and not isinstance(value, bool):
        target.write_number(row, column, value, formats["money"] if is_money else None)
    elif isinstance(value, Decimal):
        target.write_number(row, column, float(value))
    else:
        target.write_string(row, column, str(value))
