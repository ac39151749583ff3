"""Drawings hold shapes and nothing else."""

import pytest

from balai.engine.publications.rules.drawing import check_drawing, proportion, standalone
from balai.foundation.errors import Refused

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">'


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<rect width="1" height="1" fill="url(#g)"/><use href="#a"/>', ""),
        ("<script>1</script>", "DRAWING_ACTIVE"),
        ('<g onclick="x()"/>', "DRAWING_ACTIVE"),
        ('<a href="https://contoh.invalid/"/>', "DRAWING_ACTIVE"),
        ('<rect fill="url(https://contoh.invalid/)"/>', "DRAWING_ACTIVE"),
        ("<style>@import 'x'</style>", "DRAWING_ACTIVE"),
        ("<foreignObject/>", "DRAWING_ACTIVE"),
        ("<g>", "DRAWING_BROKEN"),
    ],
)
def test_what_is_refused(inside, code):
    try:
        check_drawing(f"{OPEN}{inside}</svg>")
    except Refused as refusal:
        assert refusal.code == code
    else:
        assert code == ""


def test_a_drawing_of_a_page_becomes_a_file():
    assert standalone('<svg viewBox="0 0 2 1"/>').startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert proportion(f"{OPEN}</svg>") == 3
    assert proportion('<svg width="20px" height="10"/>') == 2
