"""What a phone must load before it can read: measured on the built files, compressed as they are served."""

from pathlib import Path

import brotli
import pytest

from balai.kits.ui import assets

DIST = Path(assets.__file__).parent / "static" / "ui" / "dist"
KB = 1024

pytestmark = pytest.mark.skipif(not (DIST / "ui.css").exists(), reason="the interface is not built")


def _served(*names: str) -> int:
    return sum(len(brotli.compress((DIST / name).read_bytes())) for name in names)


@pytest.mark.parametrize(
    ("names", "budget"),
    [
        # The first view may weigh 60 KB with its page; these parts of it are kept small so that it stays at half of that.
        (["ui.css"], 9 * KB),
        (["ui.js"], 1.5 * KB),
        (["ui.css", "ui.js", "htmx.js"], 26 * KB),
        (["photo.js", "picker.js", "geolocate.js", "draft.js"], 4 * KB),
        (["inbox.js"], 1 * KB),
        (["map.js", "map.css"], 46 * KB),
        (["chart.js", "chart.css"], 22 * KB),
    ],
)
def test_budget(names, budget):
    assert _served(*names) <= budget


def test_every_module_is_built():
    wanted = {f"{name}.js" for name in assets.MODULES} | {f"{name}.css" for name in assets.SHEETS}
    assert wanted - {path.name for path in DIST.iterdir()} == set()
