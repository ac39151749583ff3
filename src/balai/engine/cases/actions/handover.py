"""Hand-over: refuse with a reason and a proposal; after two hops the coordinator must decide.

Every hop is public. Source of the bound: the product's own promise (two hops, then a named coordinator).
"""

from datetime import datetime

from django.utils import timezone

from balai.engine.cases.actions.moving import act, carry_out, locked
from balai.engine.cases.actions.words import add_remark
from balai.engine.cases.codes import known_code
from balai.engine.cases.models import Case
from balai.engine.cases.terms import MOST_HOPS, Act
from balai.engine.organizations import public as organizations
from balai.foundation.actor import Actor
from balai.foundation.errors import Refused


@act()
def refuse(
    *,
    case_id: int,
    reason: str,
    proposed_opd_id: int,
    text: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """The holder says "not ours", on a coded ground, and proposes who instead.

    The case goes to the proposed agency at once; when it already made two hops it goes to the
    coordinator, who must decide. Raises Refused REASON_UNKNOWN, PROPOSAL_MISSING, PROPOSAL_IS_HOLDER,
    PROPOSAL_BARRED, ALREADY_DECIDED; Conflict; Forbidden.
    """
    case = locked(case_id, version=version)
    known_code("cases.refusal_reasons", reason, field="reason", at=at)
    _check_proposal(case, proposed_opd_id, at)
    if case.is_decided:
        raise Refused(
            "ALREADY_DECIDED",
            "Koordinator sudah memutuskan instansi ini yang menangani. Keputusan itu mengikat.",
            field="reason",
        )
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Alasan")
    details = {"reason": reason, "from": case.holder_id, "proposed": proposed_opd_id, "remark": remark.pk}
    if case.hops >= MOST_HOPS:
        return carry_out(case, Act.REFERRED, by=by, at=at, data={**details, "to": _arbiter(case)})
    return carry_out(case, Act.REFUSED, by=by, at=at, data={**details, "to": proposed_opd_id})


@act()
def decide(
    *, case_id: int, opd_id: int, text: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """The coordinator names the agency. After two hops the decision is final and cannot be refused.

    Raises Refused PROPOSAL_MISSING, PROPOSAL_BARRED; Conflict; Forbidden.
    """
    case = locked(case_id, version=version)
    if opd_id == case.barred_opd_id:
        raise Refused(
            "PROPOSAL_BARRED", "Instansi yang dilaporkan tidak boleh menangani laporan ini.", field="opd"
        )
    _check_active(opd_id, at)
    remark = add_remark(case, text=text, is_public=True, by=by, at=at, label="Dasar keputusan")
    details = {
        "from": case.holder_id,
        "to": opd_id,
        "final": case.hops >= MOST_HOPS,
        "remark": remark.pk,
    }
    return carry_out(case, Act.DECIDED, by=by, at=at, data=details)


def _check_proposal(case: Case, proposed_opd_id: int, at: datetime) -> None:
    if proposed_opd_id == case.holder_id:
        raise Refused(
            "PROPOSAL_IS_HOLDER", "Usulkan instansi lain, bukan instansi Anda sendiri.", field="opd"
        )
    if proposed_opd_id == case.barred_opd_id:
        raise Refused(
            "PROPOSAL_BARRED", "Instansi yang dilaporkan tidak boleh menangani laporan ini.", field="opd"
        )
    _check_active(proposed_opd_id, at)


def _arbiter(case: Case) -> int:
    """Who decides: the coordinator, or the inspectorate where the coordinator itself is accused."""
    coordinator = organizations.coordinator().pk
    return organizations.inspectorate().pk if case.barred_opd_id == coordinator else coordinator


def _check_active(opd_id: int, at: datetime) -> None:
    if all(opd.pk != opd_id for opd in organizations.active_opds(on=timezone.localdate(at))):
        raise Refused("PROPOSAL_MISSING", "Pilih instansi yang menurut Anda berwenang.", field="opd")
