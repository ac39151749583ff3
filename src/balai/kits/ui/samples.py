"""Invented data for the gallery; every name in it is recognisably made up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.forms.widgets import ClearableFileInput

PHOTO = "/static/ui/sample.svg"
SPRITE = Path(__file__).parent / "static" / "ui" / "icons.svg"


class ManyFiles(ClearableFileInput):
    """A file field that takes several photos."""

    allow_multiple_selected = True


class SampleForm(forms.Form):
    """One of each kind of field."""

    title = forms.CharField(
        label="Apa yang terjadi?", help_text="Satu kalimat, misalnya: lampu jalan mati.", max_length=120
    )
    story = forms.CharField(label="Ceritakan lebih lengkap", widget=forms.Textarea, required=False)
    category = forms.ChoiceField(
        label="Jenis laporan",
        widget=forms.RadioSelect,
        choices=[("road", "Jalan dan jembatan"), ("light", "Lampu penerangan"), ("waste", "Sampah")],
    )
    kecamatan = forms.ChoiceField(
        label="Kecamatan",
        choices=[("", "Pilih kecamatan"), ("1", "Kecamatan Contoh"), ("2", "Kecamatan Misal")],
    )
    desa = forms.ChoiceField(label="Desa atau kelurahan", choices=[("", "Pilih desa")], required=False)
    contact = forms.EmailField(
        label="Surel", help_text="Hanya untuk mengabari Anda; tidak pernah ditampilkan.", required=False
    )
    latitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    longitude = forms.FloatField(widget=forms.HiddenInput, required=False)
    photos = forms.FileField(
        label="Foto",
        widget=ManyFiles,
        required=False,
        help_text="Paling banyak 5 foto; dikecilkan sebelum dikirim.",
    )
    agree = forms.BooleanField(label="Saya setuju laporan ini ditampilkan tanpa nama saya.")


class SampleFilter(forms.Form):
    """What narrows a list."""

    q = forms.CharField(label="Cari", required=False, widget=forms.TextInput(attrs={"data-search": ""}))
    state = forms.ChoiceField(label="Keadaan", choices=[("", "Semua"), ("late", "Lewat tenggat")])


@dataclass(frozen=True)
class Item:
    """A menu entry."""

    label: str
    url: str
    icon: str
    active: bool = False
    count: int = 0


def _navigation() -> list[Item]:
    return [
        Item("Komponen", "/ui/", "star", active=True),
        Item("Lapor", "/lapor/", "report"),
        Item("Kerja", "/ui/kerja/", "inbox", count=7),
        Item("Peta", "/peta/", "map"),
        Item("Statistik", "/statistik/", "chart"),
    ]


def _entries(now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "title": "Laporan diterima",
            "at": now - timedelta(days=4),
            "icon": "report",
            "tone": "info",
            "who": "Warga",
        },
        {
            "title": "Diserahkan ke Dinas Contoh",
            "at": now - timedelta(days=3),
            "icon": "hand-over",
            "who": "Petugas meja depan",
        },
        {
            "title": "Dijawab",
            "at": now - timedelta(hours=5),
            "icon": "message",
            "tone": "ok",
            "who": "Dinas Contoh",
            "text": "Lampu nomor 12 sudah diganti pagi ini. Mohon kabari bila masih padam.",
            "photos": _photos()[:2],
        },
        {
            "title": "Menunggu kepastian dari warga",
            "at": now - timedelta(minutes=20),
            "icon": "clock",
            "tone": "warn",
        },
    ]


def _photos() -> list[dict[str, str]]:
    return [{"url": PHOTO, "thumbnail": PHOTO, "alt": f"Foto contoh {n}"} for n in "123"]


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "number": "BTG-0001",
            "title": "Lampu jalan mati di Gang Contoh",
            "opd": "Dinas Contoh",
            "left": timedelta(days=-2),
            "state": "Lewat tenggat",
            "tone": "late",
        },
        {
            "number": "BTG-0002",
            "title": "Sampah menumpuk di pasar",
            "opd": "Dinas Misal",
            "left": timedelta(hours=5),
            "state": "Hari ini",
            "tone": "warn",
        },
        {
            "number": "BTG-0003",
            "title": "Jembatan bambu perlu diperiksa",
            "opd": "Dinas Contoh",
            "left": timedelta(days=2),
            "state": "Dikerjakan",
            "tone": "info",
        },
        {
            "number": "BTG-0004",
            "title": "Saluran air sudah lancar lagi",
            "opd": "Dinas Misal",
            "left": None,
            "state": "Dipastikan warga",
            "tone": "ok",
        },
    ]


def _icons() -> list[str]:
    return [line.split('"')[1] for line in SPRITE.read_text().splitlines() if line.startswith("<symbol")]


def context(*, now: datetime) -> dict[str, Any]:
    """Return everything that the gallery pages show."""
    months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep"]
    return {
        "navigation": _navigation(),
        "icons": _icons(),
        "filter_form": SampleFilter(),
        "tones": ["ok", "warn", "late", "info", "muted"],
        "steps": ["Apa", "Di mana", "Foto", "Kirim"],
        "tabs": [
            {"label": "Perlu saya jawab", "url": "?tab=1", "active": True, "count": 12},
            {"label": "Menunggu", "url": "?tab=2", "count": 3},
            {"label": "Selesai", "url": "?tab=3"},
        ],
        "entries": _entries(now),
        "photos": _photos(),
        "rows": _rows(),
        "facts": [
            ("Nomor", "BTG-0001"),
            ("Penanggung jawab", "Dinas Contoh"),
            ("Desa", "Desa Contoh, Kecamatan Misal"),
            ("Catatan", ""),
        ],
        "moments": [now, now - timedelta(hours=3), now + timedelta(days=2), now - timedelta(days=90)],
        "spans": [
            timedelta(days=2, hours=3),
            timedelta(hours=-30),
            timedelta(minutes=45),
            timedelta(days=12),
        ],
        "sample_trend": [4, 7, 5, 9, 12, 8, None, 14, 11],
        "bar_rows": [
            ("Jalan dan jembatan", 132, "/laporan/"),
            ("Lampu penerangan", 88),
            ("Sampah", 61),
            ("Air bersih", 17),
        ],
        "buckets": [("0–1", 41), ("1–2", 63), ("2–3", 52), ("3–5", 24), ("5–10", 9), (">10", 4)],
        "series": {
            "Masuk": list(zip(months, [40, 52, 48, 71, 66, 80, 77, 92, 88], strict=True)),
            "Dijawab tepat waktu": list(zip(months, [22, 35, 41, 60, None, 71, 70, 84, 85], strict=True)),
        },
    }
