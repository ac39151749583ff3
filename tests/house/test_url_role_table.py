"""Every address is opened by every role, and each answer is the one that `access.yaml` promises."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balai.engine.organizations.testing import region_of_module
from balai.engine.people.public import Role, permissions
from balai.engine.people.testing import PASSWORD, make_user
from balai.kits.testing.addresses import Address, addresses

TABLE = Path(__file__).with_name("access.yaml")
BATANG = settings.REGIONS_DIR / "batang"
# Who sees the most of a page; for the others its first reader is drawn.
DRAWN_FOR = (Role.COORDINATOR, Role.OPD_ADMIN)


@dataclass(frozen=True)
class Row:
    """One row: which permission, what fills the address, and whom a deeper rule turns away all the same.

    `first` names a model (app.Model): its first row of the region fills the numbers, whatever the database calls it.
    """

    permission: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    first: str = ""
    refused_deeper: tuple[str, ...] = ()
    not_requested: str = ""


@cache
def table() -> dict[str, Any]:
    return yaml.safe_load(TABLE.read_text(encoding="utf-8"))


@cache
def rows() -> dict[str, Row]:
    return {name: Row(**values) for name, values in table()["addresses"].items()}


def row_of(name: str) -> Row | None:
    """The row of this name, or the first pattern that fits."""
    found = rows().get(name)
    return found or next((row for key, row in rows().items() if "*" in key and fnmatchcase(name, key)), None)


def proposal(address: Address) -> str:
    """The row to add, as YAML."""
    code = "|".join(sorted(address.permissions)) or "?"
    empty = [key for key, value in address.samples.items() if value is None]
    kwargs = f", kwargs: {{{', '.join(f'{key}: ?' for key in empty)}}}" if empty else ""
    return f'  "{address.name}": {{permission: {code}{kwargs}}}'


def test_the_table_has_every_address():
    missing = [proposal(address) for address in addresses() if row_of(address.name) is None]
    assert missing == [], f"add to {TABLE.name}, below `addresses:`\n" + "\n".join(missing)


def test_the_table_has_no_address_that_is_gone():
    names = [address.name for address in addresses()]
    gone = [key for key in rows() if not any(fnmatchcase(name, key) for name in names)]
    assert gone == [], f"remove from {TABLE.name}"


def test_the_table_names_the_permission_that_the_code_names():
    for address in addresses():
        row = row_of(address.name)
        if row is not None and address.permissions != {""}:
            assert (address.name, {row.permission}) == (address.name, set(address.permissions))


def test_the_table_gives_each_permission_the_roles_that_the_code_gives():
    used = {row.permission for row in rows().values()}
    code = {p.code: sorted(p.roles) for p in permissions() if p.code in used}
    wanted = "\n".join(f"  {key}: [{', '.join(roles)}]" for key, roles in sorted(code.items()))
    written = {key: sorted(_roles(value)) for key, value in table()["permissions"].items()}
    assert written == code, f"the code says, for `permissions:` in {TABLE.name}\n{wanted}"


def _roles(value: list[str] | str) -> list[str]:
    return [role.value for role in Role] if value == "EVERYBODY" else value


@pytest.fixture(scope="module")
def region(django_db_setup, django_db_blocker):
    with region_of_module(BATANG, at=timezone.now(), blocker=django_db_blocker):
        yield


@pytest.fixture
def clients(region, db):
    """The region, loaded once, and a browser for each role."""
    return {role: client_of(role) for role in Role}


def client_of(role: Role) -> Client:
    client = Client(raise_request_exception=False)
    if role != Role.ANONYMOUS:
        client.force_login(make_user(role, email=f"{role.lower()}@tabel.invalid", password=PASSWORD))
    return client


@contextmanager
def nothing_drawn() -> Iterator[None]:
    """Pages come out empty: who is let in is settled before, and drawing them all takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda *_args, **_more: "")
        yield


def is_refused(answer: Any) -> bool:
    """Sent to sign in, or told that this is not for them."""
    return answer.status_code in {401, 403} or answer.headers.get("Location", "").startswith("/masuk/?next=")


def url_of(address: Address, row: Row) -> str:
    """Where to knock; a placeholder that nothing fills is left out (an optional group)."""
    filled = {**address.samples, **row.kwargs}
    if row.first:
        number = apps.get_model(row.first).objects.order_by("pk").values_list("pk", flat=True).first()
        filled |= {key: number for key, value in address.samples.items() if isinstance(value, int)}
    return (
        reverse(address.name, kwargs={key: value for key, value in filled.items() if value is not None})
        + row.query
    )


def family(name: str) -> str:
    """What is asked in one test: the addresses of one room, or of one part of the back office."""
    return re.match(r"(admin:[a-z]+|[a-z0-9]+)", name)[1]


REQUESTED = [address for address in addresses() if (row := row_of(address.name)) and not row.not_requested]


@pytest.mark.slow
@pytest.mark.parametrize("asked", sorted({family(address.name) for address in REQUESTED}))
def test_each_role_gets_what_the_table_says(asked, clients):
    """Says of every address that answers otherwise: `name url ROLE: what came`."""
    wrong = []
    for address in (address for address in REQUESTED if family(address.name) == asked):
        row = row_of(address.name)
        allowed = set(_roles(table()["permissions"][row.permission])) - set(row.refused_deeper)
        url = url_of(address, row)
        drawn = {*DRAWN_FOR, next((role for role in clients if role in allowed), None)}
        for role, client in clients.items():
            with nullcontext() if role in drawn else nothing_drawn():
                answer = client.get(url)
            if is_broken(answer) or is_refused(answer) == (role in allowed):
                wrong.append(
                    f"{address.name} {url} {role}: {answer.status_code}, promised: {role in allowed}"
                )
    assert wrong == []


def is_broken(answer: Any) -> bool:
    """An error of the program. 503 is an answer: the house says that something is away."""
    return answer.status_code >= 500 and answer.status_code != 503
