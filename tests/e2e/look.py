"""Photograph every page for a designer: `python -m tests.e2e.look URL FOLDER [WIDTH …]`.

The address is that of a hall full of demo data (`balai run`). Pages are asked in Indonesian at each width, and the public
ones once more in English.
"""

import sys
from pathlib import Path

from .browser import chromium, launched
from .hands import photograph
from .tour import walk

WIDTHS = (360, 1280)


def main(address: str, folder: str, *widths: str) -> None:
    """One PNG per page, width and language in FOLDER."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    if chromium() is None:
        sys.exit("Tidak ada Chromium di mesin ini.")
    with launched() as browser:
        for width in map(int, widths or WIDTHS):
            for language in ("id", "en"):
                for name, page in walk(
                    browser, address.rstrip("/"), width=width, photo=photograph(out), language=language
                ):
                    page.screenshot(path=out / f"{name}-{language}-{width}.png", full_page=True)
                    print(f"{name} {language} {width}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
