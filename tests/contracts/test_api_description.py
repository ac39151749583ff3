"""The JSON interface does what its description says: every example runs, every answer fits its shape."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from balai.config.api import api, urlpatterns
from balai.domains.citizen_reports.numbers import number_of
from balai.domains.citizen_reports.tests.factories import file, make_category, officer, photo
from balai.domains.innovations.models import Innovation, UsageSource
from balai.engine.cases import public as cases
from balai.kits.crypto import blind_index

pytestmark = pytest.mark.django_db
SPEC = api.get_openapi_schema(path_prefix="/api/")
OPERATIONS = [
    pytest.param(method, path, operation, id=f"{method} {path}")
    for path, methods in SPEC["paths"].items()
    for method, operation in methods.items()
]


@pytest.fixture
def report():
    make_category("INF01", questions=[{"code": "DEPTH", "label": "Sedalam apa?", "type": "number"}])
    made = file(category_code="INF01", text="Jalan berlubang di depan pasar, sudah dua minggu.")
    cases.accept(case_id=made.pk, by=officer(made.case.holder), at=made.created_at)
    return made


@pytest.fixture
def usage_source(report):
    """The source whose key the example of the description shows."""
    innovation = Innovation.objects.create(
        name="Loket contoh", stage="TRIAL", origin="OPD", form="PUBLIC_SERVICE", is_digital=True, registered_at=report.created_at
    )  # fmt: skip
    key = blind_index("kunci-contoh-yang-bukan-rahasia")
    return UsageSource.objects.create(
        innovation=innovation, kind="APPLICATION", label="Contoh", key_index=key, created_at=report.created_at
    )


def check(schema: dict, value: Any) -> None:
    Draft202012Validator({**schema, "components": SPEC["components"]}).validate(value)


def test_the_description_is_valid_openapi(client):
    served = client.get("/api/openapi.json").json()
    validate(served)
    assert served["openapi"].startswith("3.1")
    assert set(served["paths"]) == set(SPEC["paths"])


def test_every_operation_says_how_it_fails_and_gives_examples():
    for path, methods in SPEC["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"] and operation["description"], path
            assert 503 in operation["responses"], path
            for answer in operation["responses"].values():
                content = answer["content"]["application/json"]
                check(content["schema"], content["example"])
            if method == "post":
                creates = {409} if 201 in operation["responses"] else set()
                assert {400, 422, 429} | creates <= set(operation["responses"])
                (content,) = operation["requestBody"]["content"].values()
                assert content["example"]


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_every_example_runs(client, report, usage_source, method, path, operation):
    code = report.case.tracking_code
    path = path.format(number=number_of(report), code=code, kind="CASE", thing=report.pk)
    parameters = operation.get("parameters", [])
    query = {row["name"]: row["example"] for row in parameters if row["in"] == "query" and "example" in row}
    headers = {row["name"]: row["example"] for row in parameters if row["in"] == "header"}
    if method == "get":
        response = client.get(path, query, headers=headers)
    else:
        ((kind, content),) = operation["requestBody"]["content"].items()
        as_json = {"content_type": kind} if kind == "application/json" else {}
        example = content["example"] if as_json else content["example"] | {"photos": [photo()]}
        response = client.post(path, example, headers=headers, **as_json)
    assert response.status_code == (201 if 201 in operation["responses"] else 200), response.content
    answer = response.json()
    check(operation["responses"][response.status_code]["content"]["application/json"]["schema"], answer)
    assert answer
    if "items" in answer:
        assert [row["number"] for row in answer["items"]] == [number_of(report)]
    if "pins" in answer:
        assert [row[0] for row in answer["pins"]] == [number_of(report)]


def test_the_page_lists_every_operation(client, report):
    page = client.get("/api/").content.decode()
    assert all(
        f"{method.upper()} {path}" in page for path, methods in SPEC["paths"].items() for method in methods
    )
    # Nothing from other hosts.
    assert "//cdn" not in page and "https://" not in page.replace("https://github.com", "")


def test_every_address_names_its_permission():
    for pattern in urlpatterns:
        assert pattern.callback.permission == "public"
