"""Every personal field has a purpose and a basis, and the register speaks of nothing that is gone (UU 27/2022 Pasal 31)."""

from dataclasses import replace

from balai.domains.data_protection.queries.processing import personal_fields
from balai.domains.data_protection.rules.register import faults, purposes
from balai.engine.data_subjects.public import holdings

HELP = "write it into src/balai/domains/data_protection/register.yaml, below the purpose that it is kept for"


def all_faults(known=None, personal=None):
    """What is wrong with a register; beyond what is wrong already, where another one is given."""
    kinds, fields = [one.kind for one in holdings()], list(personal_fields())
    found = faults(purposes(), personal=fields, holdings=kinds)
    if known is None and personal is None:
        return found
    changed = faults(known or purposes(), personal=personal or fields, holdings=kinds)
    return [fault for fault in changed if fault not in found]


def test_the_register_covers_every_personal_field_and_no_other():
    assert all_faults() == [], HELP


def test_a_new_personal_field_fails():
    new = [*personal_fields(), "contoh.Rekaan.blood_type"]
    assert all_faults(personal=new) == ["contoh.Rekaan.blood_type: personal data without a purpose"]


def test_a_field_that_is_gone_a_purpose_without_fields_and_one_without_basis_fail():
    first, *rest = purposes()
    assert all_faults([replace(first, fields=(*first.fields, "citizen_reports.Report.shoe")), *rest]) == [
        "citizen_reports.Report.shoe: no such personal field any more"
    ]
    assert all_faults([*purposes(), replace(first, code="X", fields=(), basis="", legal="")]) == [
        "X: basis  is none of CONSENT, CONTRACT, LEGAL_DUTY, VITAL, PUBLIC_TASK, LEGITIMATE",
        "X: no fields",
        "X: no rule that the basis stands on",
    ]


def test_a_field_in_two_purposes_and_people_that_nobody_finds_fail():
    first = purposes()[0]
    twice = replace(first, code="X", fields=first.fields[:1], found_by=(), not_found="")
    assert all_faults([*purposes(), twice]) == [
        f"{first.fields[0]}: in 2 purposes",
        "X: nobody finds a person's rows, and no reason is written",
    ]
