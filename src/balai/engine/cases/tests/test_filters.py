"""What the inbox is narrowed by, beyond what the page's own table of filters says (`test_desk`)."""

import pytest

from balai.engine.cases import filters
from balai.engine.cases.filters import Filter
from balai.engine.cases.models import Case
from balai.foundation.errors import Refused
from balai.foundation.ids import normalize_tracking_code

from .factories import MONDAY, make_case

pytestmark = pytest.mark.django_db


def _codes_that_end_in(digits: str):
    return (f"K7M-{one}{two}Q-{digits}" for one in "ABCDEFGH" for two in "ABCDEFGH")


def _is_right(code: str) -> bool:
    try:
        return normalize_tracking_code(code) == code
    except Refused:
        return False


def test_a_code_that_ends_in_digits_finds_no_other_case():
    other, wanted = make_case(title="lain"), make_case(title="dicari")
    Case.objects.filter(pk=other.pk).update(id=999)
    code = next(code for code in _codes_that_end_in("999") if _is_right(code))
    Case.objects.filter(pk=wanted.pk).update(tracking_code=code)
    for typed in (code, code.lower(), code.replace("-", "")):
        found = filters.apply(Case.objects.all(), Filter(tab="all", q=typed), user_id=None, at=MONDAY)
        assert [row.title for row in found] == ["dicari"]
