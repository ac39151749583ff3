"""The page for writers of packs names everything that the rules know."""

from pathlib import Path

import pytest

from balai.engine.packs.rules import description
from balai.engine.packs.rules.facts import FUNCTIONS
from balai.engine.packs.rules.reading import FILES, flow, form, manifest, parts, rules, samples
from balai.engine.packs.rules.soundness.forms import COLUMNS

PAGE = (Path(__file__).parents[6] / "docs" / "packs.md").read_text()
LISTS = {
    "files": FILES,
    "functions": FUNCTIONS,
    "formats": form.FORMATS,
    "columns": COLUMNS,
    "groups": manifest.GROUPS,
    "channels": manifest.CHANNELS,
    "licences": manifest.LICENCES,
    "people": manifest.PEOPLE,
    "offices": manifest.OFFICES,
    "kinds of papers": parts.PAPER_KINDS,
    "series": parts.SERIES,
    "results": rules.RESULTS,
    "parts of the payee": rules.PAYEE_PARTS,
    "stages": flow.STAGES,
    "limits": flow.LIMITS,
    "units": flow.UNITS,
    "rungs": flow.RUNGS,
    "effects": description.EFFECTS,
    "needs": description.NEEDS,
    "types of values": description.VALUE_TYPES,
    "expectations": samples.EXPECT,
}


@pytest.mark.parametrize("what", LISTS)
def test_everything_is_named(what: str) -> None:
    assert [word for word in LISTS[what] if word not in PAGE] == []
