"""One shape for every error of the JSON API: `{"code": …, "message": …, "field": …}`; the sentence is Indonesian."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from balai.foundation.errors import Refused

SENTENCES = {
    "missing": "Isian ini wajib ada.",
    "extra_forbidden": "Isian ini tidak dikenal.",
    "json_invalid": "Isi permintaan bukan JSON yang benar.",
    "string_too_short": "Isian ini terlalu pendek (paling sedikit {min_length} huruf).",
    "string_too_long": "Isian ini terlalu panjang (paling banyak {max_length} huruf).",
    "string_type": "Isian ini harus berupa teks.",
    "string_pattern_mismatch": "Bentuk isian ini tidak sesuai.",
    "int_parsing": "Isian ini harus bilangan bulat.",
    "int_type": "Isian ini harus bilangan bulat.",
    "float_parsing": "Isian ini harus bilangan.",
    "float_type": "Isian ini harus bilangan.",
    "bool_parsing": "Isian ini harus benar atau salah (true/false).",
    "greater_than_equal": "Nilai ini paling kecil {ge}.",
    "greater_than": "Nilai ini harus lebih besar dari {gt}.",
    "less_than_equal": "Nilai ini paling besar {le}.",
    "less_than": "Nilai ini harus lebih kecil dari {lt}.",
    "enum": "Pilih salah satu: {expected}.",
    "literal_error": "Pilih salah satu: {expected}.",
    "uuid_parsing": "Isian ini harus UUID.",
    "list_type": "Isian ini harus berupa daftar.",
    "too_long": "Daftar ini terlalu panjang (paling banyak {max_length}).",
}
DATES = "Tulis tanggal dan waktu seperti 2026-03-17T08:00:00+07:00."
UNKNOWN = "Isian ini tidak sesuai."
TOO_LARGE = "Isi permintaan terlalu besar. Bagi menjadi beberapa permintaan."
STATUS_CODES = {
    401: "NOT_SIGNED_IN",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    429: "TOO_OFTEN",
}
STATUS_SENTENCES = {
    401: "Masuk atau sertakan kunci API lebih dahulu.",
    403: "Anda tidak berwenang melakukan ini.",
    404: "Yang Anda cari tidak ada.",
    429: "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.",
}


def add_error_handlers(api: NinjaAPI) -> None:
    """Give `api` the one shape for refusals, invalid input, missing pages and missing rights."""

    def answer(
        request: HttpRequest, status: int, code: str, message: str, field: str | None = None, **more: Any
    ) -> HttpResponse:
        told = {"code": code, "message": message, "field": field, **more}
        return api.create_response(request, told, status=status)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        # What a program needs besides the sentence, such as the puzzle of a busy house.
        more = getattr(error, "details", {})
        return answer(request, error.status, error.code, error.message, error.field, **more)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        return answer(request, 422, "INVALID", sentence(first), field_of(first))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, "NOT_FOUND", STATUS_SENTENCES[404])

    @api.exception_handler(RequestDataTooBig)
    def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return answer(request, 413, "BODY_TOO_LARGE", TOO_LARGE)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = STATUS_CODES.get(error.status_code, "INVALID")
        message = STATUS_SENTENCES.get(error.status_code, SENTENCES["json_invalid"])
        return answer(request, error.status_code, code, message)


def sentence(error: dict[str, Any]) -> str:
    """One of pydantic's errors as an Indonesian sentence; a Refused-like message of our own validators is kept."""
    kind = error.get("type", "")
    if kind == "value_error":
        return str(error.get("ctx", {}).get("error", UNKNOWN))
    if kind.startswith(("date", "time")):
        return DATES
    return SENTENCES.get(kind, UNKNOWN).format(**error.get("ctx", {}))


def field_of(error: dict[str, Any]) -> str | None:
    """`('body', 'payload', 'location', 'latitude')` -> `location.latitude`: the name as the client wrote it."""
    place = [str(part) for part in error.get("loc", ())]
    if place[:1] == ["body"]:
        place = place[2:] if len(place) > 2 else place[1:]
    else:
        place = place[1:]
    return ".".join(place) or None
