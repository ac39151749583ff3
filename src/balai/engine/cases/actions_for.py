"""The acts as the desk offers them: a label, when they are open, and how a form becomes the act."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from balai.engine.cases import permissions, uploads
from balai.engine.cases.actions import family, handover, outcome, words, work
from balai.engine.cases.models import Case
from balai.engine.cases.terms import MOVES, Act, State
from balai.engine.people.public import User
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused
from balai.foundation.text import whole_number

# The digits at the end of a public number are the case.
_NUMBER = re.compile(r"(\d{1,12})$")


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One button of the desk. `form` is the template part that asks for what the act needs."""

    slug: str
    act: Act
    label: str
    icon: str
    done: str
    form: str
    run: Callable[..., object]
    is_main: bool = False

    def is_open(self, by: Actor, case: Case) -> bool:
        """Whether this officer may do it to this case now."""
        if State(case.state) not in MOVES[self.act][0] or not permissions.may_do(by, self.act, case):
            return False
        # Under a head there is one thing to do, and elsewhere that one cannot be done.
        if (case.head_id is not None) is not (self.act is Act.UNMERGED):
            return False
        return not (self.act is Act.REFUSED and case.is_decided)


def _version(request: HttpRequest) -> int | None:
    raw = request.POST.get("version", "")
    return whole_number(raw)


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "")


def _number(request: HttpRequest, name: str, message: str) -> int:
    number = whole_number(request.POST.get(name, ""))
    if number is None:
        raise Refused("CHOICE_MISSING", message, field=name)
    return number


def _accept(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    work.accept(case_id=case.pk, by=by, at=at, version=_version(request))


def _refuse(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    opd = _number(request, "opd", "Pilih instansi yang menurut Anda berwenang.")
    reason = request.POST.get("reason", "")
    handover.refuse(
        case_id=case.pk,
        reason=reason,
        proposed_opd_id=opd,
        text=_text(request),
        by=by,
        at=at,
        version=_version(request),
    )


def _decide(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    opd = _number(request, "opd", "Pilih instansi yang menangani.")
    handover.decide(case_id=case.pk, opd_id=opd, text=_text(request), by=by, at=at, version=_version(request))


def _pause(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    reason = request.POST.get("reason", "")
    work.pause(case_id=case.pk, reason=reason, text=_text(request), by=by, at=at, version=_version(request))


def _resume(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    work.resume(case_id=case.pk, by=by, at=at, version=_version(request))


def _reply(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    final = request.POST.get("is_final") == "1"
    work.reply(
        case_id=case.pk,
        text=_text(request),
        is_final=final,
        by=by,
        at=at,
        version=_version(request),
        photos=uploads.photos(request, by, at),
    )


def _solve(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    proofs, stated = uploads.proofs(request, by, at)
    work.solve(
        case_id=case.pk,
        text=_text(request),
        proofs=proofs,
        stated=stated,
        by=by,
        at=at,
        version=_version(request),
    )


def _assign(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    user = User.objects.filter(pk=_number(request, "user", "Pilih petugasnya."), is_active=True).first()
    if user is None:
        raise Refused("ASSIGNEE_ELSEWHERE", "Pilih petugas dari instansi pemegang kasus.", field="user")
    work.assign(case_id=case.pk, user=user, by=by, at=at, version=_version(request))


def _remark(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    public = request.POST.get("is_public") == "1"
    words.remark(case_id=case.pk, text=_text(request), is_public=public, by=by, at=at)


def _close(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    reason = request.POST.get("reason", "")
    work.close(case_id=case.pk, reason=reason, text=_text(request), by=by, at=at, version=_version(request))


def _merge(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    """Of two cases the one that came first becomes the head, whichever of them the page shows."""
    digits = _NUMBER.search(request.POST.get("into", "").strip()[:60])
    if digits is None:
        raise Refused(
            "CHOICE_MISSING", "Tulis nomor laporan yang sama, misalnya BTG-26-000123.", field="into"
        )
    other = Case.objects.filter(pk=int(digits[1])).first()
    if other is None:
        raise Refused("CASE_UNKNOWN", "Tidak ada laporan dengan nomor itu.", field="into")
    head, member = sorted([case, other], key=lambda row: (row.opened_at, row.pk))
    version = _version(request) if member.pk == case.pk else None
    text = _text(request)
    family.merge(case_id=member.pk, into_id=head.pk, text=text, by=by, at=at, version=version)


def _unmerge(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    family.unmerge(case_id=case.pk, text=_text(request), by=by, at=at)


def _confirm(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    outcome.confirm(case_id=case.pk, by=by, at=at)


def _contest(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    outcome.contest(case_id=case.pk, text=_text(request), by=by, at=at)


def _withdraw(*, request: HttpRequest, case: Case, by: Actor, at: datetime) -> None:
    outcome.withdraw(case_id=case.pk, by=by, at=at, text=_text(request))


_LIST = [
    DeskAct("pastikan", Act.CONFIRMED, "Pastikan selesai", "check-circle", "Tercatat selesai atas pernyataan Anda.", "", _confirm, True),
    DeskAct("sanggah", Act.CONTESTED, "Belum selesai", "flag", "Kembali kepada pemegangnya dengan alasan Anda.", "contest", _contest),
    DeskAct("terima", Act.ACCEPTED, "Terima dan kerjakan", "check", "Kasus diterima. Jam pemegang berjalan.", "", _accept, True),
    DeskAct("putuskan", Act.DECIDED, "Putuskan instansi", "scales", "Keputusan tercatat dan berlaku.", "decide", _decide, True),
    DeskAct("lanjut", Act.RESUMED, "Lanjutkan", "clock", "Kasus dilanjutkan; jam berjalan lagi.", "", _resume, True),
    DeskAct("jawab", Act.REPLIED, "Jawab pelapor", "message", "Jawaban terkirim.", "reply", _reply),
    DeskAct("selesai", Act.SOLVED, "Nyatakan selesai dengan bukti", "camera", "Tercatat. Yang meminta kini diminta memastikan.", "solve", _solve),
    DeskAct("tugaskan", Act.ASSIGNED, "Tugaskan", "user", "Petugas ditugaskan dan diberi tahu.", "assign", _assign),
    DeskAct("catat", Act.REMARKED, "Tambah catatan", "edit", "Catatan tersimpan.", "remark", _remark),
    DeskAct("tunda", Act.PAUSED, "Tunda dengan alasan", "pause", "Kasus ditunda; yang menunggu diberi tahu.", "pause", _pause),
    DeskAct("tolak", Act.REFUSED, "Bukan wewenang kami", "hand-over", "Kasus dialihkan dengan alasan Anda.", "refuse", _refuse),
    DeskAct("satukan", Act.MERGED, "Satukan dengan laporan yang sama", "users", "Disatukan. Semua pelapornya mendapat kabar yang sama.", "merge", _merge),
    DeskAct("pisahkan", Act.UNMERGED, "Pisahkan dari induknya", "users", "Dipisahkan. Laporan ini kembali seperti sebelum disatukan.", "unmerge", _unmerge),
    DeskAct("tutup", Act.CLOSED, "Tutup tanpa penanganan", "close", "Kasus ditutup dengan alasan.", "close", _close),
    DeskAct("tarik", Act.WITHDRAWN, "Tarik kembali", "close", "Ditarik; pemegangnya diberi tahu.", "withdraw", _withdraw),
]  # fmt: skip
ACTS = {act.slug: act for act in _LIST}
