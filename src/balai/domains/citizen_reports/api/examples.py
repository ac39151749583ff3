"""One example for each operation: shown in the description, and run by the tests against the real program."""

from typing import Any

from balai.kits.http.described import described as examples_of

REPORT_IN = {
    "text": "Jalan berlubang di depan pasar, sudah dua minggu.",
    "type": "COMPLAINT",
    "category": "",
    "latitude": -6.9508,
    "longitude": 109.7508,
    "landmark": "Depan pasar",
    "identity": "ANONYMOUS",
}
RECEIPT = {
    "number": "BTG-26-000123",
    "tracking_code": "K7M-4Q2-XPD",
    "holder": "DPUPR",
    "promised_at": "2026-03-27T16:00:00+07:00",
    "url": "/lacak/K7M-4Q2-XPD/",
    "receipt_code": "3HR-7KD-0QW-9XN-4T2",
    "receipt_url": "/periksa/3HR-7KD-0QW-9XN-4T2/",
}
REPORT = {
    "number": "BTG-26-000123",
    "state": "IN_PROGRESS",
    "state_label": "Dikerjakan",
    "is_open": True,
    "category": {"code": "INF01", "name": "Jalan rusak"},
    "area": {"code": "33.25.01.2001", "name": "Desa Wonotunggal"},
    "holder": {"code": "DPUPR", "name": "DPUPR"},
    "text": "Jalan berlubang di depan pasar, sudah dua minggu.",
    "landmark": "Depan pasar",
    "latitude": -6.9508,
    "longitude": 109.7508,
    "created_at": "2026-03-17T08:15:00+07:00",
    "updated_at": "2026-03-17T10:02:00+07:00",
    "promised_at": "2026-03-27T16:00:00+07:00",
    "photos": [
        {
            "url": "/berkas/0123456789abcdef0123456789abcdef.jpg",
            "thumbnail": "/berkas/0123456789abcdef0123456789abcdef-k.jpg",
        }
    ],
    "reporters": 3,
    "same_as": None,
}
ALIKE_IN = {"text": "Jalan berlubang di depan pasar", "latitude": -6.9509, "longitude": 109.7507}
ALIKE = {
    "number": "BTG-26-000123",
    "title": "Jalan berlubang di depan pasar",
    "state": "IN_PROGRESS",
    "state_label": "Dikerjakan",
    "metres": 50,
    "likeness": 0.93,
    "reporters": 3,
    "created_at": "2026-03-17T08:15:00+07:00",
    "thumbnail": "/berkas/0123456789abcdef0123456789abcdef-k.jpg",
    "url": "/laporan/BTG-26-000123/",
}
STEP = {
    "act": "CASE_ACCEPTED",
    "label": "Diterima untuk dikerjakan",
    "at": "2026-03-17T10:02:00+07:00",
    "by": "DPUPR",
    "text": "",
    "reason": "",
    "photos": [],
}
TRACKED = REPORT | {
    "tracking_code": "K7M-4Q2-XPD",
    "is_public": True,
    "type": "COMPLAINT",
    "answered_at": None,
    "solved_at": None,
    "confirmed_at": None,
    "closed_at": None,
    "paused_until": None,
    "may_confirm": False,
    "thread": [STEP],
}
STATISTICS = {
    "since": "2026-08-23",
    "until": "2026-11-20",
    "members": [
        {
            "code": "7", "name": "Dinas Contoh", "opened": 60, "per_ten_thousand_residents": None, "open": 12, "answered": 45,
            "solved": 30, "confirmed": 18, "contested": 2, "never_answered": 3, "left_out": 0, "measured": 60,
            "median_hours": 51.5, "p90_hours": None, "no_figure": "MOSTLY_OPEN",
            "flags": [
                {
                    "month": "2026-11-01", "code": "UNANSWERED", "amount": 20, "of": 60,
                    "sentence": "20 laporan ditutup tanpa jawaban.",
                }
            ],
        }
    ],
}  # fmt: skip
CATEGORIES = {
    "groups": [{"code": "INFRASTRUCTURE", "name": "Infrastruktur"}],
    "categories": [
        {
            "code": "INF01",
            "name": "Jalan rusak",
            "group": "INFRASTRUCTURE",
            "description": "",
            "advice": "",
            "questions": [
                {"code": "DEPTH", "label": "Sedalam apa?", "type": "number", "required": False, "options": []}
            ],
        }
    ],
}
AREAS = [
    {
        "code": "33.25.01.2001",
        "name": "Wonotunggal",
        "level": "DESA",
        "parent": "33.25.01",
        "latitude": -6.98,
        "longitude": 109.75,
    }
]
MAP = {
    "states": ["IN_PROGRESS"],
    "categories": ["INF01"],
    "pins": [["BTG-26-000123", -6.9508, 109.7508, 0, 0]],
    "clusters": [],
}
_REFUSALS = {
    400: {"code": "TEXT_TOO_SHORT", "message": "Isi laporan terlalu pendek: paling sedikit 10 huruf.", "field": "text"},
    404: {"code": "REPORT_UNKNOWN", "message": "Laporan tidak ditemukan, atau tidak untuk umum.", "field": None},
    409: {"code": "CLIENT_KEY_REUSED", "message": "Kunci pengiriman ini sudah dipakai untuk laporan lain.", "field": None},
    422: {"code": "INVALID", "message": "Isian ini harus bilangan.", "field": "latitude"},
    403: {"code": "BANNED", "message": "Kiriman dari Anda ditutup sampai 17-03-2026.", "field": None},
    428: {
        "code": "PUZZLE_NEEDED",
        "message": "Banyak kiriman datang dari jaringan Anda.",
        "field": None,
        "puzzle": {"token": "WyJ…", "bits": 13, "algorithm": "SHA-256", "wait_seconds": 60},
    },
    429: {"code": "TOO_OFTEN", "message": "Terlalu banyak permintaan dari tempat Anda.", "field": None},
}  # fmt: skip


def described(
    *,
    answers: dict[int, Any],
    refusals: tuple[int, ...] = (),
    body: Any = None,
    kind: str = "application/json",
) -> dict:
    """The `openapi_extra` of an operation: examples of its request and of each of its answers."""
    known = {status: _REFUSALS[status] for status in refusals}
    return examples_of(good=answers, refusals=known, body=body, kind=kind)
