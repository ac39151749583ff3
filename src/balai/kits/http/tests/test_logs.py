"""Logs carry the request's number and no secrets."""

import logging
import sys

import pytest
from django.test import Client

from balai.kits.http.logs import SafeRecord, request_id


@pytest.mark.parametrize(
    ("message", "logged"),
    [
        ("GET /lacak/K7M-4Q2-XPD/ 200", "GET /lacak/… 200"),
        ("GET /lacak/?kode=K7M 200", "GET /lacak/… 200"),
        ("GET /api/track/K7M-4Q2-XPD 200", "GET /api/track/… 200"),
        ("GET /evaluasi/jawab/rahasia-contoh/ 200", "GET /evaluasi/jawab/… 200"),
        ("GET /kebutuhan/3/jawab/ 200", "GET /kebutuhan/3/jawab/ 200"),
        ("Not Found: /berkas/abc-def.jpg", "Not Found: /berkas/…"),
        ("GET /peta/?q=rumah+wati done", "GET /peta/?… done"),
        ("what is this? a=b", "what is this? a=b"),
        ("GET /lapor/ 200", "GET /lapor/ 200"),
    ],
)
def test_secrets_stay_out(message: str, logged: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "%s", (message,), None)
    token = request_id.set("number-1")
    SafeRecord().filter(record)
    request_id.reset(token)
    assert (record.getMessage(), record.request_id) == (logged, "number-1")


@pytest.mark.urls("balai.kits.http.tests.urls")
def test_one_line_per_request_without_its_query(caplog) -> None:
    caplog.handler.addFilter(SafeRecord())
    with caplog.at_level(logging.INFO, logger="balai.http"):
        Client().post("/lacak/K7M4Q2XPD/?kode=SECRET", {"phone": "0812"})
    assert [line.split(" 200")[0] for line in caplog.messages] == ["POST /lacak/…"]


def test_numbers_of_people_stay_out_of_the_line_and_of_what_an_exception_says() -> None:
    try:
        raise ValueError("duplicate key (nik)=(3325110101900001)")
    except ValueError:
        record = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "row %s", ("3325.1101.0190.0001",), sys.exc_info()
        )
    SafeRecord().filter(record)
    line = logging.Formatter().format(record)
    assert "row [16 angka]" in line and "(nik)=([16 angka])" in line
    assert "3325110101900001" not in line and "Traceback" in line


@pytest.mark.parametrize("text", ["12345678901234567", "2026-11-29 13:26:22,386", "id 1234567890123456789"])
def test_other_numbers_stay(text: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, text, (), None)
    SafeRecord().filter(record)
    assert record.getMessage() == text
