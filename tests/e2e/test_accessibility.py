"""axe finds nothing, and nothing runs off the side, on any page, on a phone and on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .hands import photograph
from .tour import walk

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A bar that stays at the bottom of a phone covers whatever scrolls under it; that is its nature, not a small target.
COVERED = "target-size"


def faults_of(page, *, has_bar):
    """What axe says of the page as it stands, as 'rule: element'."""
    found = []
    for fault in Axe().run(page, options=RULES).response["violations"]:
        if not (has_bar and fault["id"] == COVERED):
            found += [f"{fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("runs off the side")
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page(address, browser, tmp_path, width):
    faults, seen = {}, 0
    for name, page in walk(browser, address, width=width, photo=photograph(tmp_path)):
        seen += 1
        if found := faults_of(page, has_bar=width < 600 and page.locator(".bottom-nav").count()):
            faults[name] = found
    assert not faults, "\n".join(f"{name}: {line}" for name, lines in faults.items() for line in lines)
    assert seen >= 65
