"""Going over to another version: what changed, and each conflict with a choice to keep or to take."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from balai.domains.service_adoption.views.asking import ADOPT, draw, page, service_of
from balai.engine.packs import public as packs
from balai.engine.packs.public import Conflict, Pack
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Forbidden, NotFound, Refused

KIND_LABELS = {
    "DEFAULT_CHANGED": "Paket kini menyarankan jawaban lain",
    "QUESTION_CHANGED": "Pertanyaannya berubah; periksa apakah jawaban Anda masih tepat",
    "OUT_OF_RANGE": "Jawaban Anda di luar batas yang baru",
    "TYPE_CHANGED": "Bentuk jawabannya berubah",
    "NEW_QUESTION": "Pertanyaan baru yang harus dijawab",
    "REMOVED": "Tidak ditanyakan lagi; jawaban Anda tetap tersimpan",
}


@requires(ADOPT)
@page
def upgrade(request: HttpRequest, pack: str, version: int) -> HttpResponse:
    """The plan, and the button that carries it out."""
    view, now, refusal = service_of(pack), timezone.now(), None
    found = packs.plan_upgrade(pack, version, at=now)
    new = packs.pack_of(version)
    if request.method == "POST":
        taken = _taken(request, found.conflicts)
        reference = request.POST.get("legal_reference", "")
        try:
            packs.upgrade(
                pack_id=pack,
                version_id=version,
                answers=taken,
                legal_reference=reference,
                by=actor_of(request),
                at=now,
            )
        except (Forbidden, NotFound):
            raise
        except Refused as caught:
            refusal = caught
        else:
            messages.success(
                request, f"Permohonan baru memakai versi {new.version}. Nilai daerah dipertahankan."
            )
            return redirect("service_adoption:adoption", pack=pack)
    context = {
        "view": view,
        "plan": found,
        "kept": [spec.label.id for spec in new.values if spec.code in found.kept],
        "conflicts": [_said(conflict, view.pack, new) for conflict in found.conflicts],
        "diff": packs.diff(packs.files_of(view.version_id), packs.files_of(version), names=("lama", "baru")),
        "is_current": view.version_id == version,
        "typed": request.POST,
    }
    return draw(request, "upgrade", context, refusal=refusal)


def _taken(request: HttpRequest, conflicts: tuple[Conflict, ...]) -> dict[str, Any]:
    """The answers of the pack that are taken over, of those that it has one for."""
    return {
        conflict.code: conflict.after
        for conflict in conflicts
        if conflict.after is not None and request.POST.get(f"choice-{conflict.code}") == "take"
    }


def _said(conflict: Conflict, old: Pack, new: Pack) -> dict[str, Any]:
    spec = next(spec for spec in (*new.values, *old.values) if spec.code == conflict.code)

    def say(value: Any) -> str:
        return "" if value is None else packs.say_value(spec, value)

    return {
        "conflict": conflict,
        "label": spec.label.id,
        "question": spec.question.id,
        "kind": KIND_LABELS[conflict.kind],
        "before": say(conflict.before),
        "after": say(conflict.after),
        "local": say(conflict.local),
        "may_take": conflict.after is not None and conflict.after != conflict.local,
    }
