"""What a test needs before it may call `owe`: the limits of duties, as short as they come."""

from datetime import date

from balai.engine.duties.terms import CLOCK_SET
from balai.engine.parameters.public import Parameter

LIMITS = {
    "name": "Tugas (rekaan)",
    "limits": [
        {"code": "FORWARD", "amount": 3, "unit": "WORKING_DAYS"},
        {"code": "DECIDE", "amount": 2, "unit": "WORKING_DAYS"},
    ],
    "ladder": [{"to": "OFFICER", "share": 0.75}, {"to": "HEAD_OF_OPD", "amount": 0, "unit": "WORKING_DAYS"}],
}


def make_clock() -> None:
    """The clock set of duties and one reason to refuse, once."""
    values = {
        f"cases.clock.{CLOCK_SET}": LIMITS,
        "cases.refusal_reasons": [{"code": "NOT_OURS", "label": "Bukan kewenangan kami"}],
    }
    for code, value in values.items():
        Parameter.objects.get_or_create(code=code, valid_from=date(2000, 1, 1), defaults={"value": value})
