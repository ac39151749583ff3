"""The one shape of errors."""

import pytest
from django.test import Client

from balai.kits.http.errors import field_of, sentence

pytestmark = pytest.mark.urls("balai.kits.http.tests.urls")


@pytest.mark.parametrize(
    ("body", "status", "code", "field", "message"),
    [
        ({"title": "twice"}, 409, "ALREADY_THERE", "title", "Sudah ada."),
        ({}, 422, "INVALID", "title", "Isian ini wajib ada."),
        ({"title": "a"}, 422, "INVALID", "title", "Isian ini terlalu pendek (paling sedikit 3 huruf)."),
        ({"title": "abc", "latitude": "x"}, 422, "INVALID", "latitude", "Isian ini harus bilangan."),
    ],
)
def test_shape(body: dict, status: int, code: str, field: str, message: str) -> None:
    response = Client().post("/v/things", body, content_type="application/json")
    assert response.status_code == status
    assert response.json() == {"code": code, "message": message, "field": field}


def test_a_body_that_is_not_json() -> None:
    response = Client().post("/v/things", "{", content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "INVALID")


def test_sentences_fall_back() -> None:
    assert sentence({"type": "something_new"}) == "Isian ini tidak sesuai."
    assert sentence({"type": "datetime_parsing", "ctx": {"error": "x"}}).startswith("Tulis tanggal")
    assert sentence({"type": "value_error", "ctx": {"error": ValueError("Kode salah.")}}) == "Kode salah."
    assert field_of({"loc": ("query", "page")}) == "page"
    assert field_of({"loc": ("body", "payload", "place", "latitude")}) == "place.latitude"
    assert field_of({}) is None
