"""Families: cases that speak of the same stand under one head, which is worked on for all of them.

A case under a head keeps its own history, state and promise; they rest. So `unmerge` has nothing to put back, and
merging can neither stop a clock nor start it again: that is why the case that came first is the head. What was
promised first is what the holder is reminded of. Locks are taken in that order too, the older case first.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F

from balai.engine.cases import permissions
from balai.engine.cases.actions.moving import act, carry_out, locked, locked_family
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.kinds import kind_of
from balai.engine.cases.models import Case
from balai.engine.cases.restricted import require_free
from balai.engine.cases.terms import HEAD_STATES, Act, State
from balai.engine.journal import public as journal
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, NotFound, Refused


@act()
def merge(
    *, case_id: int, into_id: int, by: Actor, at: datetime, text: str = "", version: int | None = None
) -> Case:
    """Put a case under the one that came first; whoever stands under it comes along. A second time changes nothing.

    The reasons, where there are any, are for officers. Raises NotFound CASE_UNKNOWN; Refused SAME_CASE,
    KINDS_DIFFER, FAMILY_CLOSED_TO, HEAD_IS_YOUNGER, HEAD_ENDED; Forbidden; Conflict ALREADY_MERGED, HEAD_UNDER_HEAD.
    """
    _check_order(case_id, into_id)
    head, case = locked(into_id), locked(case_id, version=version)
    _check_authority(by, case, head)
    if case.head_id == head.pk:
        return case
    require_free(head, by=by)
    _check_kinship(case, head)
    details: dict[str, Any] = {"into": head.pk}
    if text.strip():
        details["remark"] = add_remark(case, text=text, is_public=False, by=by, at=at, label="Alasan").pk
    along = list(case.kin.select_for_update(of=("self",)).order_by("opened_at", "pk"))
    details |= {"along": {str(row.pk): row.head_since.isoformat() for row in along}} if along else {}
    _counted(head, 1 + len(along), at=at)
    _counted(case, -len(along), at=at)
    for row in along:
        carry_out(row, Act.MERGED, by=by, at=at, data={"into": head.pk, "with": case.pk})
    return carry_out(case, Act.MERGED, by=by, at=at, data=details)


@act()
def unmerge(*, case_id: int, by: Actor, at: datetime, text: str = "", is_public: bool = False) -> Case:
    """The case stands on its own again, with those who came along with it.

    Raises Conflict NOT_MERGED; Refused TEXT_…; Forbidden.
    """
    case, head = locked_family(case_id)
    if head is None:
        raise Conflict("NOT_MERGED", "Laporan ini tidak sedang disatukan dengan laporan lain.")
    details: dict[str, Any] = {"from": head.pk}
    if text.strip():
        details["remark"] = add_remark(case, text=text, is_public=is_public, by=by, at=at, label="Alasan").pk
    back, since = _came_along(case, head)
    _counted(head, -1 - len(back), at=at)
    carry_out(case, Act.UNMERGED, by=by, at=at, data=details)
    for row in back:
        carry_out(row, Act.MERGED, by=by, at=at, data={"into": case.pk, "since": since[str(row.pk)]})
    _counted(case, len(back), at=at)
    return case


def release(head: Case, *, by: Actor, at: datetime) -> None:
    """A locked head goes out of the world: those under it stand on their own, because their promises still hold."""
    for row in list(head.kin.select_for_update(of=("self",)).order_by("opened_at", "pk")):
        _counted(head, -1, at=at)
        carry_out(row, Act.UNMERGED, by=by, at=at, data={"from": head.pk})


def has_seconded(head: Case, member_id: int) -> bool:
    """Whether that member's reporter said so already, since it was last sent back."""
    said = False
    for entry in journal.history(subject=("case", head.pk)):
        if entry.code in {Act.CONTESTED, Act.PROOF_REFUSED, Act.PROOF_RETAKE}:
            said = False
        elif entry.code == Act.SECONDED and (entry.data or {}).get("member") == member_id:
            said = True
    return said


def _check_order(case_id: int, into_id: int) -> None:
    if case_id == into_id:
        raise Refused("SAME_CASE", "Pilih laporan lain; ini laporan yang sama.", field="into")
    found = dict(Case.objects.filter(pk__in=[case_id, into_id]).values_list("pk", "opened_at"))
    if len(found) < 2:
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.", field="into")
    if (found[into_id], into_id) > (found[case_id], case_id):
        raise Refused(
            "HEAD_IS_YOUNGER",
            "Yang lebih dahulu masuk menjadi induk, supaya janji yang pertama tetap berlaku. Satukan sebaliknya.",
            field="into",
        )


def _check_kinship(case: Case, head: Case) -> None:
    if case.head_id is not None:
        raise Conflict(
            "ALREADY_MERGED", "Laporan ini baru saja disatukan dengan laporan lain. Muat ulang halaman."
        )
    if head.head_id is not None:
        raise Conflict(
            "HEAD_UNDER_HEAD", "Laporan tujuan sudah disatukan dengan laporan lain. Pilih laporan induknya."
        )
    if case.kind != head.kind:
        raise Refused("KINDS_DIFFER", "Hanya kasus dari jenis yang sama dapat disatukan.", field="into")
    if case.is_confidential or head.is_confidential or kind_of(case).is_private:
        raise Refused("FAMILY_CLOSED_TO", "Kasus rahasia tidak dapat disatukan.", field="into")
    if State(head.state) not in HEAD_STATES:
        raise Refused(
            "HEAD_ENDED", "Laporan tujuan sudah selesai atau ditutup. Laporan ini perlu ditangani sendiri.",
            field="into",
        )  # fmt: skip


def _check_authority(by: Actor, case: Case, head: Case) -> None:
    """Merging is no way to hand work to another agency, nor to learn what one may not see."""
    permissions.require(by, Act.MERGED, case)
    is_secret = head.is_confidential or kind_of(head).is_private
    if is_secret and not permissions.may_see(by, head):
        raise NotFound("CASE_UNKNOWN", "Kasus tidak ditemukan.", field="into")
    if by.is_officer and case.holder_id != head.holder_id and not permissions.coordinates(by, head):
        raise Forbidden(
            "FAMILY_ELSEWHERE",
            "Laporan itu dipegang instansi lain. Alihkan dahulu, atau minta koordinator menyatukannya.",
            field="into",
        )


def _came_along(case: Case, head: Case) -> tuple[list[Case], dict[str, str]]:
    """Those who came with this case and are still there, with the moment since which they stood under it."""
    last = [
        entry for entry in journal.history(subject=("case", case.pk)) if entry.code == Act.MERGED
    ][-1]  # fmt: skip
    since: dict[str, str] = (last.data or {}).get("along", {})
    rows: Iterable[Case] = Case.objects.filter(pk__in=list(since), head=head).select_for_update(of=("self",))
    return sorted(rows, key=lambda row: (row.opened_at, row.pk)), since


def _counted(head: Case, more: int, *, at: datetime) -> None:
    """The head has so many more; raises Conflict when meanwhile it stands under another itself."""
    if not more:
        return
    moment = max(at, head.updated_at)
    changed = Case.objects.filter(pk=head.pk, head=None).update(
        members=F("members") + more, updated_at=moment
    )
    if changed != 1:
        raise Conflict("HEAD_UNDER_HEAD", "Laporan tujuan baru saja disatukan. Muat ulang halaman.")
    head.members += more
    head.updated_at = moment
