"""What people and programs are told while the database cannot be reached: no template, no query, nothing to break."""

import json
import re

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

MESSAGE = "Balai sedang tidak dapat membaca datanya. Tidak ada yang hilang; silakan coba lagi sebentar."
RETRY_SECONDS = 10
# SQLite also calls a missing table an operational error; that is a fault of ours and must not be smoothed over.
OUR_FAULT = re.compile(r"no such|syntax error|has no column|incomplete input")
PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Balai sedang beristirahat sebentar</title></head>
<body><main>
<h1>Balai sedang beristirahat sebentar</h1>
<p>Kami belum dapat membuka data saat ini. Ini gangguan di pihak kami, bukan kesalahan Anda.</p>
<p>Laporan yang sudah mendapat nomor tetap aman. Bila Anda baru saja mengirim sesuatu dan belum mendapat nomor,
kirimkan lagi dalam beberapa menit: laporan yang sama tidak akan tercatat dua kali.</p>
<p><a href="">Coba lagi</a></p>
</main></body></html>
"""
XML = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    "<errors><error><code>503</code><description>{}</description></error></errors>\n"
)


def is_away(error: BaseException | None) -> bool:
    """Is it the database that is locked, full, restarting or unreachable?"""
    if isinstance(error, InterfaceError):
        return True
    return isinstance(error, OperationalError) and not OUR_FAULT.search(str(error))


def away(request: HttpRequest) -> HttpResponse:
    """503 in the language of the asker: XML or JSON for programs, a page for people."""
    path = request.path_info
    if path.endswith(".xml"):
        response = HttpResponse(
            XML.format(f"DATABASE_AWAY: {MESSAGE}"), content_type="text/xml; charset=utf-8"
        )
    elif path.startswith("/open311/"):
        body = json.dumps([{"code": 503, "description": f"DATABASE_AWAY: {MESSAGE}"}])
        response = HttpResponse(body, content_type="application/json; charset=utf-8")
    elif path.startswith("/api/"):
        body = json.dumps({"code": "DATABASE_AWAY", "message": MESSAGE, "field": None})
        response = HttpResponse(body, content_type="application/json")
    else:
        response = HttpResponse(PAGE)
    response.status_code = 503
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
