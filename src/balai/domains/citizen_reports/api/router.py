"""The operations of the interface, in one list."""

from typing import Any

from ninja import Router

from balai.domains.citizen_reports.api import examples, following, intake, numbers, places
from balai.domains.citizen_reports.api.schemas import (
    AlikeOut,
    AreaOut,
    Categories,
    Map,
    Receipt,
    ReportOut,
    ReportPage,
    Statistics,
    Step,
    Tracked,
)
from balai.kits.http.described import Error

router = Router(tags=["Laporan warga"])


def _answers(schema: Any, *refusals: int, created: bool = False) -> dict[int, Any]:
    good = {201: schema, 200: schema} if created else {200: schema}
    return good | dict.fromkeys((*refusals, 503), Error)


def _add(
    method: str,
    path: str,
    view: Any,
    schema: Any,
    example: Any,
    *refusals: int,
    body: Any = None,
    **more: Any,
) -> None:
    router.add_api_operation(
        path,
        [method],
        view,
        operation_id=view.__name__,
        response=_answers(schema, *refusals),
        openapi_extra=examples.described(answers={200: example}, refusals=refusals, body=body),
        **more,
    )


def _add_intake(path: str, view: Any, kind: str, summary: str) -> None:
    refusals = (400, 403, 409, 422, 428, 429)
    router.add_api_operation(
        path,
        ["POST"],
        view,
        summary=summary,
        operation_id=view.__name__,
        response=_answers(Receipt, *refusals, created=True),
        openapi_extra=examples.described(
            answers={200: examples.RECEIPT, 201: examples.RECEIPT},
            refusals=refusals,
            body=examples.REPORT_IN,
            kind=kind,
        ),
    )


_add_intake("/reports", intake.file_json, "application/json", "Kirim laporan")
_add_intake("/reports/with-photos", intake.file_multipart, "multipart/form-data", "Kirim laporan dengan foto")
_add(
    "POST", "/reports/alike", following.alike, list[AlikeOut], [examples.ALIKE], 400, 422, 429, body=examples.ALIKE_IN,
    summary="Laporan di sekitar yang barangkali sama",
)  # fmt: skip
_add(
    "GET", "/reports", following.reports, ReportPage, {"items": [examples.REPORT], "next": None}, 404, 422,
    summary="Daftar laporan publik",
)  # fmt: skip
_add(
    "GET",
    "/reports/{number}",
    following.report,
    ReportOut,
    examples.REPORT,
    404,
    summary="Satu laporan publik",
)
_add(
    "GET", "/reports/{number}/thread", following.thread, list[Step], [examples.STEP], 404,
    summary="Riwayat satu laporan publik",
)  # fmt: skip
_add(
    "GET", "/track/{code}", following.track, Tracked, examples.TRACKED, 400, 404, 429,
    summary="Laporan sendiri dengan kode lacak",
)  # fmt: skip
_add(
    "GET",
    "/categories",
    places.categories,
    Categories,
    examples.CATEGORIES,
    summary="Kategori dan pertanyaannya",
)
_add(
    "GET",
    "/areas",
    places.areas,
    list[AreaOut],
    examples.AREAS,
    422,
    summary="Kecamatan, desa, dan kelurahan",
)
_add("GET", "/map", places.map_rows, Map, examples.MAP, 400, 422, summary="Laporan di peta")
_add(
    "GET", "/statistics", numbers.statistics, Statistics, examples.STATISTICS, 422,
    summary="Statistik dengan penyebut dan tanda",
)  # fmt: skip
