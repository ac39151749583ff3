"""Two copies of Balai relay to one another while requests are lost, doubled, late and half, and servers are killed."""

import pytest

from benches.copies import run

pytestmark = pytest.mark.slow


def test_sixty_changes_leave_no_difference(tmp_path):
    found = run(tmp_path, changes=60, rounds=1)
    assert found["differences"] == []
    # Something happened: cases went over, words came back, and the line did fail.
    assert found["relayed"] > 5 and found["words"] > 5
    assert sum(count for name, count in found["faults"].items() if name != "well") > 0
