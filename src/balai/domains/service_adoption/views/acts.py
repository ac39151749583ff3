"""The buttons of the checklist: each takes the service, what was typed, who and when, and says what was done."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from balai.domains.service_adoption import queries
from balai.domains.service_adoption.actions import comment, confirm_training, invite_mentor, revoke_mentor
from balai.engine.packs import public as packs
from balai.foundation.actor import Actor
from balai.foundation.text import whole_number

Typed = Mapping[str, str]


def _train(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    confirm_training(pack_id=pack, step=typed.get("step", ""), person=typed.get("person", ""), by=by, at=at)
    return "Langkah pelatihan dicatat."


def _comment(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    comment(pack_id=pack, item=typed.get("item", ""), text=typed.get("text", ""), by=by, at=at)
    return "Catatan disimpan."


def _invite(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    row, token = invite_mentor(
        pack_id=pack, name=typed.get("name", ""), office=typed.get("office", ""), by=by, at=at
    )
    until = timezone.localdate(row.expires_at).strftime("%d-%m-%Y")
    address = settings.PUBLIC_URL.rstrip("/") + reverse("service_adoption:mentor", args=[token])
    return f"Tautan rahasia bagi {row.name}, berlaku sampai {until} dan hanya tampil sekali ini: {address}"


def _revoke(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    revoke_mentor(pack_id=pack, mentor_id=whole_number(typed.get("mentor", "")) or 0, by=by, at=at)
    return "Tautan pendamping dicabut."


def _share(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    shares = typed.get("shares") == "yes"
    packs.share_usage(pack_id=pack, shares=shares, by=by, at=at)
    return "Hitungan pemakaian boleh dibagikan." if shares else "Hitungan pemakaian tidak lagi dibagikan."


def _open(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    gaps = queries.readiness(packs.known(pack), at=at).gaps
    packs.open_service(pack_id=pack, gaps=gaps, reason=typed.get("reason", ""), by=by, at=at)
    return "Layanan dibuka. Warga dan perangkat desa sekarang dapat mengajukan."


def _close(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    packs.close_service(pack_id=pack, reason=typed.get("reason", ""), by=by, at=at)
    return "Layanan ditutup. Berkas yang berjalan diselesaikan."


def _roll_back(pack: str, typed: Typed, *, by: Actor, at: datetime) -> str:
    packs.roll_back(pack_id=pack, by=by, at=at)
    return f"Kembali ke versi {packs.current(pack).version}. Berkas yang berjalan tetap pada versinya."


ACTS: dict[str, Callable[..., str]] = {
    "train": _train,
    "comment": _comment,
    "invite": _invite,
    "revoke": _revoke,
    "share": _share,
    "open": _open,
    "close": _close,
    "roll_back": _roll_back,
}
