"""A program of its own: reads a workbook from its input within bounds of memory and time, and tells its cells as JSON.

Started by `workbooks`; it stands alone, without the rest of the house.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MOST_MEMORY, MOST_SECONDS = 1 << 30, 20
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, CELL_LIMIT, MOST_TEXT = 10, 20_000, 200, 6000, 50_000_000


def told(cell: object) -> object:
    """A cell as JSON can hold it."""
    match cell:
        case datetime():
            return ["moment", cell.isoformat()]
        case date():
            return ["day", cell.isoformat()]
        case time():
            return ["time", cell.isoformat()]
        case timedelta():
            return ["span", cell.total_seconds()]
        case str():
            return cell[:CELL_LIMIT]
    return cell


def main() -> None:
    """Read, tell, or say in one word why not."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        found: object = [
            [
                [told(cell) for cell in row[:MOST_COLUMNS]]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)[:MOST_ROWS]
            ]
            for name in book.sheet_names[:MOST_SHEETS]
        ]
    except PasswordError:
        found = "LOCKED"
    except MemoryError:
        found = "LARGE"
    except (CalamineError, ValueError, OSError, OverflowError):
        found = "BROKEN"
    text = json.dumps(found)
    sys.stdout.write(text if len(text) <= MOST_TEXT else '"LARGE"')


if __name__ == "__main__":
    main()
