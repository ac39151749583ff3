"""A person of the register in the words of forms: codes become names, sex becomes MALE or FEMALE."""

from collections.abc import Mapping

from ..terms import STATUS_OF_CODE, Status
from .columns import RESIDENT

SEX = {"1": "MALE", "2": "FEMALE"}
_SAME = {
    "nik": "nik",
    "kk": "no_kk",
    "name": "nama",
    "birth_place": "tempatlahir",
    "birth_date": "tanggallahir",
    "address": "alamat",
    "hamlet": "dusun",
    "rt": "rt",
    "rw": "rw",
    "father_name": "nama_ayah",
    "mother_name": "nama_ibu",
}
_NAMED = {
    "religion": "agama_id",
    "job": "pekerjaan_id",
    "marital_status": "status_kawin",
    "family_role": "kk_level",
    "nationality": "warganegara_id",
    "blood_type": "golongan_darah_id",
    "education": "pendidikan_kk_id",
}


def words_of(person: Mapping[str, str]) -> dict[str, str]:
    """The columns that forms ask for: texts, an ISO birth date, and names instead of codes; "" where unknown."""
    found = {name: person.get(column, "") for name, column in _SAME.items()}
    for name, column in _NAMED.items():
        found[name] = name_of(column, person.get(column, ""))
    found["sex"] = SEX.get(person.get("sex", ""), "")
    return found


def name_of(column: str, code: str) -> str:
    """The name that a code of a column stands for; any other value as it is."""
    return RESIDENT[column].choices.get(code, code)


def status_of(person: Mapping[str, str]) -> Status:
    """Whether the columns say that somebody lives in the village."""
    return STATUS_OF_CODE.get(person.get("status_dasar", ""), Status.LIVING)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The columns in which two states of a person differ, in the order of the file format."""
    return [code for code in RESIDENT if before.get(code, "") != after.get(code, "")]


def merged(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What a file makes of somebody known: what it says counts, what it leaves empty stays."""
    return {**before, **{code: value for code, value in said.items() if value != ""}}
