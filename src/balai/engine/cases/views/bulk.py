"""Many cases at once: each is an act of its own, with its own result; a remark is required."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from balai.engine.cases.actions import family, work
from balai.engine.cases.kinds import kind_of
from balai.engine.cases.queries import visible_to
from balai.engine.people.public import User, actor_of, requires
from balai.foundation.errors import NotFound, Refused
from balai.foundation.text import whole_number

MOST = 200


@requires("cases.work")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Accept, assign, answer or merge the selected cases; says how many were done and why the others were not."""
    keys = [key for raw in request.POST.getlist("case") if (key := whole_number(raw))][:MOST]
    what, back = request.POST.get("what", ""), f"/petugas/?{request.POST.get('query', '')[:500]}"
    if not keys:
        messages.error(request, "Pilih dahulu kasusnya dengan kotak centang.")
        return redirect(back)
    if what == "satukan":
        _merge(request, keys)
        return redirect(back)
    try:
        act = _act(request, what)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    done, refused = 0, dict[str, int]()
    # Of a case that one may not see, no refusal may tell that it exists or who holds it.
    seen = set(visible_to(actor_of(request)).filter(pk__in=keys).values_list("pk", flat=True))
    for key in keys:
        try:
            if key not in seen:
                raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.")
            act(key)
            done += 1
        except Refused as refusal:
            refused[refusal.message] = refused.get(refusal.message, 0) + 1
    if done:
        messages.success(request, f"{done} kasus selesai diproses.")
    for reason, count in refused.items():
        messages.warning(request, f"{count} kasus tidak diubah: {reason}")
    return redirect(back)


def _merge(request: HttpRequest, keys: list[int]) -> None:
    """Put the marked cases under the one of them that came first: all that can be, with a reason for the others."""
    by, at, text = actor_of(request), timezone.now(), request.POST.get("text", "")
    rows = list(visible_to(by).filter(pk__in=keys).order_by("opened_at", "pk"))
    if len(rows) < 2:
        messages.error(request, "Centang sedikitnya dua laporan yang sama.")
        return
    head, done, refused = rows[0], 0, dict[str, int]()
    for row in rows[1:]:
        try:
            family.merge(case_id=row.pk, into_id=head.pk, text=text, by=by, at=at)
            done += 1
        except Refused as refusal:
            refused[refusal.message] = refused.get(refusal.message, 0) + 1
    if done:
        number = kind_of(head).number(head)
        messages.success(
            request, f"{done} laporan disatukan dengan {number}. Buka laporan itu untuk memisahkannya lagi."
        )
    for reason, count in refused.items():
        messages.warning(request, f"{count} laporan tidak disatukan: {reason}")


def _act(request: HttpRequest, what: str) -> Callable[[int], object]:
    by, at, text = actor_of(request), timezone.now(), request.POST.get("text", "")
    if what == "terima":
        return lambda key: work.accept(case_id=key, by=by, at=at)
    if what == "tugaskan":
        user = User.objects.filter(pk=whole_number(request.POST.get("user", "")), is_active=True).first()
        if user is None:
            raise Refused("CHOICE_MISSING", "Pilih petugas yang ditugasi.", field="user")
        return lambda key: work.assign(case_id=key, user=user, by=by, at=at)
    if what == "jawab":
        if len(text.strip()) < 3:
            raise Refused("TEXT_TOO_SHORT", "Tulis jawaban untuk kasus-kasus yang dipilih.", field="text")
        return lambda key: work.reply(case_id=key, text=text, is_final=False, by=by, at=at)
    raise Refused("ACT_UNKNOWN", "Pilih tindakan untuk kasus yang ditandai.")
