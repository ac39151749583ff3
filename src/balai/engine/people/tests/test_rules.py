"""The rules of accounts as tables."""

import pytest

from balai.engine.people.rules import (
    Failures,
    is_monotonous,
    lacks,
    letters_of,
    may_manage,
    may_try,
    weak_word_in,
)
from balai.engine.people.terms import Role
from balai.engine.people.validators import _bundled

TRIES = [
    # pair, place, account, familiar -> looked at?
    (1, 1, 1, False, True),
    (5, 5, 5, False, True),
    (6, 6, 6, False, False),  # the sixth wrong one
    (6, 6, 6, True, False),  # from a familiar place too
    (1, 50, 1, False, True),
    (1, 51, 1, True, False),  # one place tries many accounts
    (1, 1, 25, False, True),
    (1, 1, 26, False, False),  # many places try one account: strangers wait
    (1, 1, 9999, True, True),  # and its owner does not
]


@pytest.mark.parametrize(("pair", "place", "account", "familiar", "expected"), TRIES)
def test_which_attempts_are_looked_at(pair, place, account, familiar, expected):
    assert may_try(Failures(pair, place, account, familiar)) == expected


MANAGES = [
    # by, of the same agency?, the account's role -> may?
    (Role.OPERATOR, False, Role.EXECUTIVE, True),
    (Role.OPERATOR, False, Role.OPERATOR, True),
    (Role.OPD_ADMIN, True, Role.FIELD_OFFICER, True),
    (Role.OPD_ADMIN, True, Role.OPD_ADMIN, True),
    (Role.OPD_ADMIN, False, Role.FIELD_OFFICER, False),
    (Role.OPD_ADMIN, True, Role.OPERATOR, False),
    (Role.OPD_ADMIN, True, Role.COORDINATOR, False),
    (Role.FIELD_OFFICER, True, Role.FIELD_OFFICER, False),
    (Role.AUDITOR, True, Role.FIELD_OFFICER, False),
    (Role.CITIZEN, True, Role.CITIZEN, False),
]


@pytest.mark.parametrize(("by", "same", "role", "expected"), MANAGES)
def test_who_hands_out_which_accounts(by, same, role, expected):
    assert may_manage(by_role=by, by_opd_id=7, role=role, opd_id=7 if same else 8) == expected


def test_an_admin_without_agency_manages_nobody():
    assert not may_manage(by_role=Role.OPD_ADMIN, by_opd_id=None, role=Role.FIELD_OFFICER, opd_id=None)


@pytest.mark.parametrize(
    ("role", "opd", "area", "missing"),
    [
        (Role.OPD_ADMIN, False, False, "opd"),
        (Role.COORDINATOR, True, False, ""),
        (Role.VILLAGE_OFFICER, True, False, "area"),
        (Role.VILLAGE_OFFICER, False, True, ""),
        (Role.EXECUTIVE, False, False, ""),
    ],
)
def test_what_a_role_lacks(role, opd, area, missing):
    assert lacks(role=role, has_opd=opd, has_area=area) == missing


WEAK = [
    "rahasia123", "rahasia2026", "R4h4s1a!2026", "indonesia1", "Indonesia2026", "batang2026", "Batang#12345", "bismillah99",
    "sayangku123", "password2026", "P@ssw0rd2026", "adminadmin1", "admin12345", "kominfobatang", "qwerty12345", "iloveyou99",
    "selamatdatang1", "pegawai2026", "bupati2026!", "2026rahasia", "semarang2025", "slametbudi1", "Kabupaten1!",
]  # fmt: skip
STRONG = [
    "lumbung padi 9 senja ungu", "kereta-lambat-pulang-sore", "tujuhbelasperahukayu", "Zx9!mQv7#Lp2", "telagawarnasenyap",
]  # fmt: skip


@pytest.mark.parametrize("password", WEAK)
def test_well_known_words_are_found(password):
    assert weak_word_in(password, _bundled())


@pytest.mark.parametrize("password", STRONG)
def test_long_phrases_pass(password):
    assert (weak_word_in(password, _bundled()), is_monotonous(password)) == ("", False)


@pytest.mark.parametrize(
    "password", ["1234567890", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijkl", "qwertyuiop", "9876543210"]
)
def test_runs_and_repetitions_are_found(password):
    assert is_monotonous(password)


def test_what_a_guessing_program_reads():
    assert letters_of("R4h4s1a!2026") == "rahasia"


def test_the_bundled_list_is_long_enough():
    assert len(_bundled()) >= 300
