"""An application is moved along the flow of its pack: permission, needs, effects, step; or nothing happened."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from balai.domains.public_services import permissions
from balai.domains.public_services.actions import effects, signing
from balai.domains.public_services.actions.preparing import Given, open_now, prepared
from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.rules.values import meant
from balai.domains.public_services.terms import MOST_AUTOMATIC, RECEIPT
from balai.engine.cases import public as cases
from balai.engine.cases.public import Case, State
from balai.engine.documents.public import Credentials, Document
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.packs.public import FlowState, Move, Pack
from balai.foundation.actor import SYSTEM, Actor
from balai.foundation.errors import Refused


def move(
    *,
    application_id: int,
    move: str,
    by: Actor,
    at: datetime,
    text: str = "",
    version: int | None = None,
    channel: str = "",
    receipt: Document | None = None,
    credentials: Credentials | None = None,
) -> Application:
    """Do one move of the pack's flow; `version` is the one of the case when the page was made.

    A move that signs calls the signing service first, outside of any transaction: the letter waits as a draft until
    then, and a second attempt signs the same letter. Money that is not there leads to the move's `otherwise` state,
    in the waiting list. Raises Conflict CASE_MOVED; Forbidden NOT_YOURS, NOT_SIGNATORY; NotFound CASE_UNKNOWN,
    MOVE_UNKNOWN; Refused TEXT_…, CHANNEL_…, RECEIPT_MISSING, FUNDS_SHORT, SIGNING_….
    """
    given = Given(text, channel, receipt)
    try:
        return carry_out(application_id, move, given, by=by, at=at, version=version)
    except signing.Unsigned:
        signing.sign_first(application_id, move, given, credentials, by=by, at=at, version=version)
        given = replace(given, is_signed=True)
        return carry_out(application_id, move, given, by=by, at=at, version=version)


@transaction.atomic
def carry_out(
    application_id: int, code: str, given: Given, *, by: Actor, at: datetime, version: int | None = None
) -> Application:
    """The move itself, in one transaction, with the automatic moves that follow it."""
    case, application, pack, rule = prepared(application_id, code, given, by=by, version=version)
    if "SIGNATURE" in rule.needs and not given.is_signed:
        raise signing.Unsigned
    take(application, pack, case, rule, given, by=by, at=at)
    return follow_automatic(application, pack, case, at=at)


def take(
    application: Application, pack: Pack, case: Case, rule: Move, given: Given, *, by: Actor, at: datetime
) -> None:
    """Effects and step of a move that is allowed, on a locked case."""
    acting = effects.Acting(application, pack, case, rule, by, at)
    if given.receipt is not None:
        _keep_receipt(application, given.receipt, at=at)
    target = pack.flow.state(effects.run(acting))
    effects.settle(acting, target)
    done = [*application.moves.get(rule.code, ()), by.user_id or 0]
    application.moves = {**application.moves, rule.code: done}
    _step(acting, target, given.text)
    application.save(
        update_fields=["moves", "channel", "queued_at", "reservation_id", "payment_id"],
    )


def follow_automatic(application: Application, pack: Pack, case: Case, *, at: datetime) -> Application:
    """Take the moves that nobody has to press for, one after the other."""
    for _ in range(MOST_AUTOMATIC):
        rule = next((one for one in open_now(application, pack, case) if _follows(one, application)), None)
        if rule is None:
            break
        take(application, pack, case, rule, Given(), by=SYSTEM, at=at)
    return application


def _follows(rule: Move, application: Application) -> bool:
    """Whether a move follows by itself; who waits for money waits for the queue to be served."""
    return rule.is_automatic and not ("RESERVE" in rule.effects and application.queued_at is not None)


def holder_in(state: FlowState, agency: Opd | None, area_id: str | None, *, now: int | None = None) -> int:
    """Who holds an application in that state; with the applicant it stays where it is (`now`).

    Raises Refused AREA_MISSING, AGENCY_MISSING.
    """
    if state.office == "APPLICANT" and now is not None:
        return now
    village = permissions.office_of_area(area_id)
    found = agency if state.office == "AGENCY" else village or agency
    if found is None:
        if state.office == "AGENCY":
            raise Refused("AGENCY_MISSING", "Instansi pelaksana layanan ini belum ditetapkan.", field="area")
        raise Refused("AREA_MISSING", "Pilih desa atau kelurahan tempat tinggal.", field="area")
    return found.pk


def _agency(application: Application) -> Opd | None:
    return organizations.opd_by_id(application.agency_id) if application.agency_id else None


def _keep_receipt(application: Application, receipt: Document, *, at: datetime) -> None:
    """The photo of the signed receipt is a paper of the application. Raises Refused PAPER_TWICE."""
    sha256 = receipt.original_sha256 or receipt.sha256
    if Paper.objects.filter(application=application, sha256=sha256).exists():
        raise Refused("PAPER_TWICE", "Foto ini sudah dipakai untuk syarat lain.", field="receipt")
    Paper.objects.create(application=application, code=RECEIPT, document=receipt, sha256=sha256, at=at)


def _step(acting: effects.Acting, target: FlowState, text: str) -> None:
    application, case, at = acting.application, acting.case, acting.at
    days = meant(target.wait, application.values)
    details: dict[str, Any] = {}
    if State(target.stage) is State.ON_HOLD:
        details = {"until": at + timedelta(days=int(days)) if days else None, "reason": target.reason}
    cases.step(
        case=case,
        to_step=target.code,
        state=State(target.stage),
        by=acting.by,
        at=at,
        move=acting.rule.code,
        text=text,
        holder_id=holder_in(target, _agency(application), case.area_id, now=case.holder_id),
        **details,
    )
