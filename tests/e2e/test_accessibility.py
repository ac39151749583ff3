"""axe finds nothing on any page, and nothing runs off the side on a phone or on a desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .hands import DESK, PHONE, photograph
from .tour import past_the_desks, past_the_public

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is well need not be written down in full
}
# A bar that stays at the bottom of a phone covers whatever scrolls under it; that is its nature, not a small target.
COVERED = "target-size"
SIZES = (DESK["viewport"], PHONE["viewport"])  # the walk itself goes on as a phone


def faults_of(page, *, by_axe):
    """What axe says of the page as it stands, as 'rule: element', and whether it is wider than the screen."""
    found, width = [], page.viewport_size["width"]
    has_bar = width < 600 and page.locator(".bottom-nav").count()
    for fault in Axe().run(page, options=RULES).response["violations"] if by_axe else ():
        if not (has_bar and fault["id"] == COVERED):
            found += [f"{fault['id']} ({width} px): {node['html'][:160]}" for node in fault["nodes"][:3]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"runs off the side ({width} px)")
    return found


@pytest.mark.parametrize(("part", "least"), [("public", 34), ("desks", 50)], ids=["public", "desks"])
def test_every_page(address, browser, tmp_path, part, least):
    """axe takes most of the time: the pages take turns, every other one on the phone and the rest on the desk."""
    phone = PHONE["viewport"]["width"]
    walk = (
        past_the_public(browser, address, width=phone)
        if part == "public"
        else past_the_desks(browser, address, width=phone, photo=photograph(tmp_path))
    )
    faults, seen = [], 0
    for name, page in walk:
        seen += 1
        for turn, size in enumerate(SIZES):
            page.set_viewport_size(size)
            faults += [f"{name}: {line}" for line in faults_of(page, by_axe=seen % 2 == turn)]
    assert not faults, "\n".join(faults)
    assert seen >= least
