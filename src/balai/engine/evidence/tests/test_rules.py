"""Whose judgement counts, and what an address is."""

import pytest

from balai.engine.evidence.rules import is_own, regular_link


@pytest.mark.parametrize(
    ("user", "opd", "wanted"),
    [(1, 9, True), (2, 5, True), (2, 9, False), (2, None, False), (None, None, False)],
)
def test_own_proofs(user, opd, wanted):
    assert is_own(kept_by=1, owner_id=5, by_user=user, by_opd=opd) is wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (" HTTPS://Contoh.Example/Video?id=1#t=3 ", "https://contoh.example/Video?id=1"),
        ("http://contoh.example", "http://contoh.example/"),
        ("https://contoh.example:8443/a", "https://contoh.example:8443/a"),
        ("contoh.example/a", None),
        ("javascript:alert(1)", None),
        ("https://localhost/", None),
        ("https://nama@contoh.example/", None),
        ("https://contoh.example/a b", None),
        ("https://[", None),
        ("https://contoh.example/" + "a" * 500, None),
    ],
)
def test_links(raw, wanted):
    assert regular_link(raw) == wanted
