"""Keys are changed under living data: nothing is lost, everything is found meanwhile, and the older key can truly go."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

import balai
from balai.domains.citizen_reports.tests.factories import file
from balai.engine.cases.actions.watching import watch
from balai.engine.cases.models import Watcher
from balai.engine.data_subjects import rotation
from balai.engine.data_subjects.fingerprints import index_columns
from balai.engine.data_subjects.models import Trace
from balai.engine.data_subjects.public import keep_traces, needs, person, rotate, traced
from balai.engine.notices.models import OptOut
from balai.engine.notices.recipients import key_of
from balai.engine.people.models import User
from balai.engine.people.public import Role
from balai.engine.people.testing import make_user
from balai.foundation.actor import CITIZEN
from balai.kits.crypto import INDEX_KEY, blind_index, blind_indexes, index_mark

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 8, 2, 0, tzinfo=UTC)
MAIL = "pengikut.rekaan@contoh.example"


@pytest.fixture
def old(settings):
    return settings.DATA_KEYS[0]


@pytest.fixture
def new(settings, old):
    """Called, it puts new keys in front."""

    def put() -> None:
        settings.DATA_KEYS = [Fernet.generate_key().decode(), *settings.DATA_KEYS]
        settings.INDEX_KEYS = [INDEX_KEY + Fernet.generate_key().decode(), *(settings.INDEX_KEYS or [old])]

    return put


def drop(settings):
    settings.DATA_KEYS, settings.INDEX_KEYS = settings.DATA_KEYS[:1], settings.INDEX_KEYS[:1]


def people(count=3):
    return [
        make_user(Role.CITIZEN, email=f"warga{n}@contoh.example", phone=f"0812000000{n}")
        for n in range(count)
    ]


def phones():
    return [user.phone for user in User.objects.exclude(email="").order_by("pk")]


def raw_phones():
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_user ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_after_rotating_the_old_key_can_go_and_nothing_is_lost(settings, new):
    people()
    before = phones()
    new()
    assert phones() == before
    assert needs(at=AT)
    rotate(at=AT)
    assert needs(at=AT) == []
    drop(settings)
    assert phones() == before


def test_without_rotating_the_old_key_is_still_needed(settings, new):
    people(1)
    new()
    drop(settings)
    with pytest.raises(ImproperlyConfigured):
        phones()


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_killed_between_batches_it_goes_on_where_it_was(settings, new, monkeypatch, batches):
    people(5)
    before = phones()
    new()
    real, calls = rotation._advance, []

    def killed(step, last, is_done, at):
        if step.column == "people.User.phone":
            calls.append(last)
            if len(calls) == batches:
                raise KeyboardInterrupt
        real(step, last, is_done, at)

    monkeypatch.setattr(rotation, "_advance", killed)
    with pytest.raises(KeyboardInterrupt):
        rotate(at=AT, batch=1)
    assert phones() == before
    monkeypatch.setattr(rotation, "_advance", real)
    rotate(at=AT, batch=1)
    assert needs(at=AT) == []
    drop(settings)
    assert phones() == before


def test_twice_is_once(new):
    people(2)
    new()
    rotate(at=AT)
    written = raw_phones()
    rotate(at=AT)
    assert raw_phones() == written


def test_who_writes_meanwhile_wins(new, monkeypatch):
    user = people(1)[0]
    new()
    real = rotation.renewer

    def renewer():
        renew = real()

        def slow(token):
            fresh = renew(token)
            if token != fresh:
                User.objects.filter(pk=user.pk).update(phone="0899")
            return fresh

        return slow

    monkeypatch.setattr(rotation, "renewer", renewer)
    rotate(at=AT)
    user.refresh_from_db()
    assert user.phone == "0899"


def test_a_second_rotation_begins_anew(settings, new):
    people(2)
    before = phones()
    for _ in range(2):
        new()
        rotate(at=AT)
        drop(settings)
        assert phones() == before


def test_fingerprints_are_found_by_both_keys_and_then_by_the_new_one_alone(settings, new):
    case = file()
    row = watch(case_id=case.pk, by=CITIZEN, at=AT, email=MAIL)
    new()
    assert watch(case_id=case.pk, by=CITIZEN, at=AT, email=MAIL).pk == row.pk
    rotate(at=AT)
    row.refresh_from_db()
    assert row.key.startswith("email:" + index_mark(settings.INDEX_KEYS[0]))
    drop(settings)
    assert watch(case_id=case.pk, by=CITIZEN, at=AT, email=MAIL).pk == row.pk
    assert Watcher.objects.count() == 1


def test_who_stopped_messages_stays_stopped(settings, new):
    watch(case_id=file().pk, by=CITIZEN, at=AT, email=MAIL)
    OptOut.objects.create(recipient_key=key_of(channel="EMAIL", user_id=None, address=MAIL), scope="", at=AT)
    new()
    rotate(at=AT)
    drop(settings)
    assert OptOut.objects.get().recipient_key == key_of(channel="EMAIL", user_id=None, address=MAIL)


def test_traces_are_made_anew(settings, new):
    user = people(1)[0]
    kind = "people.User"
    who = person(email=user.email)
    keep_traces(kind, {user.pk: who})
    new()
    assert traced(kind, who) == {user.pk}
    rotate(at=AT)
    drop(settings)
    assert traced(kind, who) == {user.pk}
    assert all(key.startswith(index_mark(settings.INDEX_KEYS[0])) for key in Trace.objects.values_list("key", flat=True))  # fmt: skip


def test_a_fingerprint_tells_its_key_and_fits_its_column(settings, new):
    bare = blind_index("contoh")
    new()
    fresh, older = blind_indexes("contoh")
    assert older == bare and len(fresh) == len(bare) == 64
    assert fresh.startswith(index_mark(settings.INDEX_KEYS[0])) and not bare.startswith("k")


def test_every_part_that_makes_fingerprints_says_how_they_are_made_anew():
    source = Path(balai.__file__).parent
    makers = set()
    for path in [*source.glob("engine/*/**/*.py"), *source.glob("domains/*/**/*.py")]:
        if "tests" not in path.parts and re.search(r"\bblind_index\(", path.read_text(encoding="utf-8")):
            makers.add(path.relative_to(source).parts[1])
    known = {one.model.partition(".")[0] for one in index_columns()} | {"data_subjects"}
    assert makers - known == set(), "register_index(…) in the `personal.py` of each"
