"""The law of the house that a program can check: floors, tables, migrations, tasks, the network."""

import importlib
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignObject, ManyToManyField
from django_tasks.base import Task
from pytest_socket import SocketConnectBlockedError

import balai

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(balai.__file__).parent
OURS = [model for model in apps.get_models() if model.__module__.startswith("balai.")]


@pytest.mark.slow
def test_import_linter_keeps_every_contract():
    tool = shutil.which("lint-imports") or str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run([tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.django_db
def test_migrations_are_complete(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def floor_of(model) -> tuple[int, int, str]:
    """Floor, order within it, and room of a table; what stands lower has the smaller numbers."""
    floor, _, rest = model.__module__.removeprefix("balai.").partition(".")
    room = rest.split(".")[0]
    if floor != "engine":
        return ({"kits": 0, "domains": 2}.get(floor, 3), 0, f"{floor}.{room}")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one.get("containers") == ["balai.engine"])
    place = next(
        index for index, layer in enumerate(layers) if room in [part.strip() for part in layer.split("|")]
    )
    return (1, -place, f"{floor}.{room}")


def test_foreign_keys_go_down_never_across():
    wrong = []
    for model in OURS:
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not isinstance(field, (ForeignObject, ManyToManyField)) or target not in OURS:
                continue
            here, there = floor_of(model), floor_of(target)
            if here[2] != there[2] and here[:2] <= there[:2]:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert wrong == []


def test_every_table_says_which_of_its_fields_are_personal_data():
    silent = [model._meta.label for model in OURS if "personal_data" not in vars(model)]
    assert silent == [], (
        "write `personal_data: ClassVar[tuple[str, ...]] = (…)` in each, () where there is none"
    )
    unknown = [
        f"{model._meta.label}.{name}"
        for model in OURS
        for name in model.personal_data
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert unknown == []


def test_contact_details_are_encrypted_or_a_reason_is_written():
    """Names of fields that hold a way to reach somebody. The sign-in address is looked up and mailed, hence plain."""
    plain_with_reason = {"people.User.email"}
    reach = re.compile(r"(^|_)(phone|email|address|contact|nik|telephone|whatsapp)($|_)")
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.concrete_fields
        if field.name in model.personal_data
        and reach.search(field.name)
        and type(field).__name__ != "EncryptedTextField"
    }
    assert plain - plain_with_reason == set()


def tasks() -> dict[str, Task]:
    """Every task of the house, by module and name."""
    found = {}
    for path in sorted([*SOURCE.rglob("tasks.py"), *SOURCE.rglob("tasks/*.py")]):
        name = ".".join(["balai", *path.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__")
        for value in vars(importlib.import_module(name)).values():
            if isinstance(value, Task):
                found[value.module_path] = value
    return found


def test_every_task_is_named_in_some_test():
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in (SOURCE, ROOT / "tests")
        for path in folder.rglob("test_*.py")
        if path.name != Path(__file__).name
    )
    untested = [name for name in tasks() if not re.search(rf"\b{name.rsplit('.', 1)[1]}\b", text)]
    assert untested == []


def test_the_network_is_blocked():
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_the_machine_itself_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
