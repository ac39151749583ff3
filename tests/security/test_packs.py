"""Packs of strangers: their words are drawn as words, and no file of theirs makes the reader climb, grow or run."""

import pytest
from django.core.cache import cache

from balai.domains.public_services.actions.moving import move
from balai.domains.public_services.testing import MONDAY, Town, grant_files
from balai.engine.packs import public as packs
from balai.engine.packs.public import PackFaults
from balai.engine.people.public import Role, actor_of
from balai.engine.people.testing import make_opd, make_user
from balai.foundation.errors import Refused

MARKUP = "</text></svg><script>alert(1)</script>"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
FILES = {
    "tag": "id: !!python/object/apply:os.system [ls]\n",
    "bomb": BOMB,
    "deep": "a: " + "[" * 5000 + "]" * 5000,
    "merge": "a: &a {b: 1}\nc:\n  <<: [*a, *a]\n",
    "itself": "a: &a [*a]\n",
    "surrogate": 'id: "\\ud83e"\n',
    "nul": 'id: "a\\0b"\n',
}


def test_words_of_a_pack_are_drawn_as_words():
    files = grant_files()
    files["flow.yaml"] = files["flow.yaml"].replace(": Withdrawn\n", f": '{MARKUP}'\n")
    drawn = packs.draw_flow(packs.read_pack(files))
    assert "alert(1)" in drawn and "<script" not in drawn and drawn.count("</svg>") == 1


@pytest.mark.parametrize("name", FILES)
def test_no_file_of_a_pack_breaks_the_reader(name):
    with pytest.raises((PackFaults, Refused)):
        packs.read_pack(grant_files() | {"pack.yaml": FILES[name]})


@pytest.mark.django_db
def test_nobody_moves_money_who_is_not_meant_to():
    """Approving, paying and serving belong to the agency, and paying to another officer than approving."""
    cache.clear()
    town = Town()
    filed = town.file()
    strangers = [town.clerk, town.other_clerk, town.citizen] + [
        make_user(role, email=f"{role.lower()}.asing@contoh.invalid", opd=make_opd("LAIN"))
        for role in (
            Role.OPERATOR,
            Role.AUDITOR,
            Role.EXECUTIVE,
            Role.COORDINATOR,
            Role.OPD_ADMIN,
            Role.FIELD_OFFICER,
        )
    ]
    for code in ("approve", "reject", "return", "serve", "pay", "cancel"):
        for user in strangers:
            with pytest.raises(Refused) as refusal:
                move(
                    application_id=filed.pk,
                    move=code,
                    by=actor_of(user),
                    at=MONDAY,
                    text="Rekaan.",
                    channel="CASH",
                )
            assert refusal.value.code == "NOT_YOURS", (code, user.role)
    move(application_id=filed.pk, move="approve", by=actor_of(town.verifier), at=MONDAY)
    with pytest.raises(Refused) as refusal:
        move(application_id=filed.pk, move="pay", by=actor_of(town.verifier), at=MONDAY, channel="CASH")
    assert refusal.value.code == "NOT_YOURS"
