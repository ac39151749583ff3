"""Tracking codes: what is mistyped is noticed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balai.foundation.errors import Refused
from balai.foundation.ids import ALPHABET, new_tracking_code, normalize_tracking_code

codes = st.binary(min_size=60, max_size=60).map(
    lambda seed: new_tracking_code(lambda n, left=[*seed, *range(60)]: bytes(left.pop() for _ in range(n)))
)


def refused(text: str) -> str:
    with pytest.raises(Refused) as refusal:
        normalize_tracking_code(text)
    return refusal.value.code


@given(codes)
def test_a_code_is_its_own_normal_form(code: str) -> None:
    assert normalize_tracking_code(code) == code
    assert len(code) == 11
    assert code[3] == code[7] == "-"


@given(codes)
def test_every_wrong_symbol_is_noticed(code: str) -> None:
    plain = code.replace("-", "")
    for place, right in enumerate(plain):
        for wrong in ALPHABET:
            if wrong != right:
                assert refused(plain[:place] + wrong + plain[place + 1 :]) == "CODE_WRONG_CHECK"


@given(codes)
def test_every_swap_of_neighbours_is_noticed(code: str) -> None:
    plain = code.replace("-", "")
    for place, (left, right) in enumerate(pairwise(plain)):
        if left != right:
            assert refused(plain[:place] + right + left + plain[place + 2 :]) == "CODE_WRONG_CHECK"


@given(
    codes, st.sampled_from([str.lower, lambda c: c.replace("-", ""), lambda c: f" {c.replace('-', ' ')}\n"])
)
def test_ways_of_typing(code: str, typed) -> None:
    assert normalize_tracking_code(typed(code)) == code


@given(codes)
def test_look_alikes_are_read_as_the_digit(code: str) -> None:
    for digit, letter in zip("0152", "OISZ", strict=True):
        assert normalize_tracking_code(code.replace(digit, letter)) == code
    assert normalize_tracking_code(code.replace("1", "l")) == code


@pytest.mark.parametrize("text", ["", "K7M-4Q2", "K7M-4Q2-XPDD", "K7M-4Q?-XPD", "K7M-4Q2-XÉD"])
def test_malformed(text: str) -> None:
    assert refused(text) == "CODE_MALFORMED"


def test_every_symbol_is_as_likely() -> None:
    # Each of the 32 values of five bits once: the one that is no symbol is skipped, none comes twice.
    stream = iter(bytes(range(32)) * 2)
    code = new_tracking_code(lambda n: bytes(next(stream) for _ in range(n)))
    assert code.replace("-", "")[:8] == ALPHABET[:8]
    assert len(set(ALPHABET)) == 31
