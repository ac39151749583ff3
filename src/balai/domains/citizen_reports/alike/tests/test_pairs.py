"""A sample of the labelled pairs: the weights still tell the same from near misses. The whole set is in the benches."""

from pathlib import Path

import pytest

from benches.cases.alike import judged

pytestmark = pytest.mark.skipif(
    not Path("benches").is_dir(), reason="the labelled pairs lie beside the program"
)


def test_a_sample_of_the_labelled_pairs():
    found = judged("test", 200)
    assert found.recall >= 0.8
    assert found.precision >= 0.88
