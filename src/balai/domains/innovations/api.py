"""The way in for use that other applications tell."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from balai.domains.innovations.actions.taking import Taken, id_of, source_of_key, take_events
from balai.domains.innovations.rules.events import FAULT_LABELS
from balai.kits.http.described import answers, described, refusal
from balai.kits.http.throttle import throttle

router = Router(tags=["Pemakaian inovasi"])
WRONG_KEYS, WINDOW_SECONDS = 30, 300
Key = Annotated[
    str,
    Header(
        "",
        alias="Authorization",
        description="Bearer, lalu kunci yang ditampilkan sekali ketika sumbernya disambungkan.",
        example="Bearer kunci-contoh-yang-bukan-rahasia",
    ),
]


class Batch(Schema):
    """Events of use: `{id, at, unit?, amount?, internal?, actor?}` each."""

    events: Annotated[
        list[Any],
        Field(
            description="Paling banyak 5.000. id dari aplikasi sendiri, at menurut ISO 8601 dengan zona waktu, unit tempatnya,"
            " amount jumlahnya, internal bila dipakai petugas sendiri, actor sandi pemakainya."
        ),
    ]


class Unusable(Schema):
    """An event that was set aside: its place in the batch, its id as far as it had one, and why."""

    index: int
    id: str
    code: Literal[tuple(FAULT_LABELS)]  # type: ignore[valid-type]
    message: str


class UsageReceipt(Schema):
    """What became of a batch. Whatever is neither in `known` nor in `refused` is new."""

    new: int
    late: Annotated[
        int, Field(description="yang baru, untuk hari yang sudah pernah dihitung; hari itu dihitung ulang")
    ]
    known: Annotated[list[str], Field(description="id yang sudah pernah diterima")]
    refused: list[Unusable]


_EVENT = {"id": "tiket-1", "at": "2026-11-23T09:30:00+07:00", "unit": "loket-2"}
_RECEIPT = {
    "new": 1,
    "late": 0,
    "known": ["tiket-0"],
    "refused": [
        {"index": 2, "id": "tiket-2", "code": "EVENT_FUTURE", "message": FAULT_LABELS["EVENT_FUTURE"]}
    ],
}
_REFUSALS = {
    400: refusal("BATCH_TOO_LARGE", "Paling banyak 5000 kejadian sekali kirim.", "events"),
    401: refusal("NOT_SIGNED_IN", "Masuk atau sertakan kunci API lebih dahulu."),
    409: refusal("SOURCE_CLOSED", "Sumber ini sudah ditutup. Minta kunci yang baru kepada pengampunya."),
    413: refusal("BODY_TOO_LARGE", "Isi permintaan terlalu besar. Bagi menjadi beberapa permintaan."),
    422: refusal("INVALID", "Isian ini wajib ada.", "events"),
    429: refusal("TOO_OFTEN", "Terlalu banyak permintaan dari tempat Anda."),
}


@router.post(
    "/pemakaian",
    summary="Kirim kejadian pemakaian",
    operation_id="take_usage",
    response=answers(UsageReceipt, *_REFUSALS, status=201),
    openapi_extra=described(good={201: _RECEIPT}, refusals=_REFUSALS, body={"events": [_EVENT]}),
)
def take(request: HttpRequest, batch: Batch, authorization: Key = "") -> Any:
    """Kirim ulang tidak menghitung dua kali. Yang tidak dapat diterima disebut satu per satu dan disimpan apa adanya; yang lain
    tetap dihitung."""
    scheme, _space, key = authorization.partition(" ")
    source = source_of_key(key.strip()) if scheme.casefold() == "bearer" else None
    if source is None:
        throttle(request, scope="usage-key", limit=WRONG_KEYS, seconds=WINDOW_SECONDS)
        raise HttpError(401, "Kunci ini tidak dikenal.")
    return 201, _receipt(batch.events, take_events(source=source, rows=batch.events, at=timezone.now()))


def _receipt(rows: list[Any], taken: Taken) -> dict[str, Any]:
    return {
        "new": taken.new,
        "late": taken.late,
        "known": taken.known,
        "refused": [
            {
                "index": one.index,
                "id": id_of(rows[one.index])[:80],
                "code": one.code,
                "message": FAULT_LABELS[one.code],
            }
            for one in taken.faults
        ],
    }
