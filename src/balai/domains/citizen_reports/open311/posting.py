"""A service request comes in: parameters become a draft."""

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from balai.domains.citizen_reports.actions.filing import Draft
from balai.domains.citizen_reports.models import ApiKey, Category
from balai.domains.citizen_reports.open311.actions.reports import Origin
from balai.domains.citizen_reports.open311.dialect import FOREIGN_IDS
from balai.domains.citizen_reports.open311.parsing import Invalid, Parameters
from balai.domains.citizen_reports.open311.terms import MEDIA_URL
from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.rules.addresses import Place, match_place
from balai.domains.citizen_reports.rules.answers import check_answers
from balai.domains.citizen_reports.terms import MOST_PHOTOS, TEXT_LIMIT, Channel, Identity
from balai.engine.organizations import public as organizations
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import clean_text, shorten

LONGEST_ADDRESS = 200
LONGEST_URL = 500
# Bodies that a report may have come through.
MOST_STEPS = 20


def draft_of(parameters: Parameters, *, key: ApiKey, header: str) -> Draft:
    """The draft; everything wrong is in `parameters.problems`, to be checked by the caller.

    `header` is the Idempotency-Key. Places: coordinates, else the desa or kecamatan that the address
    names, else none: the coordinator finds out.
    """
    problems = parameters.problems
    category = _category(parameters)
    latitude, longitude = parameters.number("lat"), parameters.number("long")
    address = _bounded(parameters, "address_string", parameters.text("address_string"), 2000)
    address_id = parameters.text("address_id")
    if bool(parameters.text("lat")) != bool(parameters.text("long")):
        problems.append(Invalid("lat", "lat dan long harus dikirim bersama."))
    elif not (parameters.text("lat") or address or address_id):
        problems.append(Invalid("lat", "sertakan lat dan long, address_string, atau address_id."))
    name = " ".join(
        part for part in (parameters.text("first_name"), parameters.text("last_name")) if part != "-"
    )
    answers = check_answers(category.questions if category else (), parameters.attributes())
    problems.extend(answers.problems)
    return Draft(
        text=_description(parameters),
        category_code=category.code if category else "",
        area_code="" if latitude is not None else _area_code(address_id, address),
        landmark=shorten(address, LONGEST_ADDRESS),
        latitude=latitude,
        longitude=longitude,
        identity=_identity(parameters, name.strip()),
        name=_bounded(parameters, "first_name", name, 120),
        email=_email(parameters),
        phone=_bounded(parameters, "phone", parameters.text("phone"), 40),
        answers=_with_media(parameters, answers.answers),
        channel=Channel.OPEN311,
        client_key=client_key(parameters, key=key, header=header),
        api_key=key,
    )


def client_key(parameters: Parameters, *, key: ApiKey, header: str) -> str | None:
    """What makes a repeated request harmless; None when the client gave nothing to know it by.

    Of fixed length, and apart for every key and device: nobody can reach another's report with it.
    """
    given = header.strip() or parameters.text("client_key") or foreign_number(parameters)
    if not given:
        return None
    device = parameters.text("device_id", "deviceid")
    digest = hashlib.sha256(f"{device}\n{given}".encode()).hexdigest()
    return f"OPEN311:{key.pk}:{digest}"


def foreign_number(parameters: Parameters) -> str:
    """The number of the sending program; FixMyStreet sends it as an attribute, and again at every new attempt."""
    attributes = parameters.attributes()
    given = [
        *parameters.all("foreign_id"),
        *(one for name in FOREIGN_IDS for one in attributes.get(name, ())),
    ]
    found = next((one.strip() for one in given if one.strip()), "")
    return found[:80] if found.isprintable() else ""


def origin_of(parameters: Parameters) -> Origin:
    """Where a report comes from, as far as the program says. Raises Refused RELAY_LOOP for one that went out from here."""
    path = [name[:80] for name in parameters.codes("relay_path")][:MOST_STEPS]
    region = organizations.region()
    if {region.code, region.website.removeprefix("https://").rstrip("/")} & set(path):
        raise Refused(
            "RELAY_LOOP",
            "Laporan ini berasal dari sini. Kembalikan dengan alasannya lewat kabar, jangan dikirim lagi.",
        )
    url = parameters.text("report_url") or next(iter(parameters.attributes().get("report_url", ())), "")
    is_address = url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL and url.isprintable()
    return Origin(number=foreign_number(parameters), url=url if is_address else "", path=path)


def _category(parameters: Parameters) -> Category | None:
    code = parameters.text("service_code")
    found = reference().categories.get(code)
    if not code:
        parameters.problems.append(Invalid("service_code", "belum diisi."))
    elif found is None:
        parameters.problems.append(Invalid("service_code", "tidak dikenal; lihat services.", status=404))
    return found


def _description(parameters: Parameters) -> str:
    try:
        return clean_text(
            parameters.text("description"),
            field="description",
            label="description",
            minimum=10,
            maximum=TEXT_LIMIT,
        )
    except Refused as refusal:
        parameters.problems.append(refusal)
        return ""


def _bounded(parameters: Parameters, name: str, text: str, most: int) -> str:
    try:
        return clean_text(text, field=name, label=name, minimum=0, maximum=most)
    except Refused as refusal:
        parameters.problems.append(refusal)
        return ""


def _email(parameters: Parameters) -> str:
    email = parameters.text("email")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            parameters.problems.append(Invalid("email", "bukan alamat surel."))
    return email


def _identity(parameters: Parameters, name: str) -> str:
    """Nobody asked the reporter who may see the name: so only the coordinator does."""
    if parameters.flag("non_public"):
        return Identity.CONFIDENTIAL
    return Identity.HIDDEN if name else Identity.ANONYMOUS


def _area_code(address_id: str, address: str) -> str:
    try:
        return organizations.area(address_id).code
    except NotFound:
        return match_place(address, _places()) or ""


def _places() -> list[Place]:
    return [
        Place(desa.code, desa.name, kecamatan.code, kecamatan.name)
        for kecamatan in organizations.kecamatan_list()
        for desa in organizations.desa_of(kecamatan.code)
    ]


def _with_media(parameters: Parameters, answers: Mapping) -> dict:
    """Photos that lie elsewhere: only their addresses are kept, nothing is fetched."""
    urls = parameters.all("media_url")
    for url in urls:
        if not url.startswith(("http://", "https://")) or len(url) > LONGEST_URL or not url.isprintable():
            parameters.problems.append(Invalid("media_url", "harus alamat http(s) paling panjang 500 huruf."))
            return dict(answers)
    return {**answers, MEDIA_URL: urls[:MOST_PHOTOS]} if urls else dict(answers)
