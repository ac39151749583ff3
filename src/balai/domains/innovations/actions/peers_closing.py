"""What a round of peers ends with: the result, and perhaps other weights of the model, once a year."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balai.domains.innovations.actions.measuring import MODEL_CODE
from balai.domains.innovations.models import Liveness, PeerRound, PeerSubject
from balai.domains.innovations.permissions import may_decide
from balai.domains.innovations.queries.peers import subjects_with_seats
from balai.domains.innovations.rules import peers as rules
from balai.domains.innovations.terms_liveness import Signal
from balai.domains.innovations.terms_peers import KAPPA_LEAST, Act
from balai.engine.journal import public as journal
from balai.engine.parameters import public as parameters
from balai.engine.parameters.public import Parameter
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import clean_text

REASON_LIMIT = 2000
WEIGHT_FAULTS = {
    "NAMES": "Bobot harus menyebut keenam tanda, tidak kurang dan tidak lebih.",
    "RANGE": "Setiap bobot 0 sampai 100.",
    "SUM": "Bobot harus berjumlah 100.",
}


@transaction.atomic
def close_round(*, round_id: int, by: Actor, at: datetime) -> PeerRound:
    """End the round and write its result down: what the model said that day against what the peers said together. Twice is once.

    Raises NotFound ROUND_UNKNOWN; Forbidden NOT_YOURS; Refused ROUND_EMPTY when nobody has handed anything in.
    """
    row = _locked(round_id)
    if not may_decide(by):
        raise Forbidden("NOT_YOURS", "Putaran penilaian sejawat dijalankan koordinator atau pimpinan.")
    if row.closed_at:
        return row
    subjects = subjects_with_seats(row)
    handed_in = sum(bool(seat.submitted_at) for subject in subjects for seat in subject.seats.all())
    if not handed_in:
        raise Refused("ROUND_EMPTY", "Belum ada penilaian yang diserahkan: putaran ini belum dapat ditutup.")
    row.closed_at = at
    row.result = {
        "handed_in": handed_in,
        "seats": sum(len(subject.seats.all()) for subject in subjects),
        **_agreed(subjects),
        "model_version": parameters.value(MODEL_CODE, on=timezone.localdate(at))["version"],
    }
    row.save()
    data = {
        name: f"{row.result[name]['kappa']} (n = {row.result[name]['n']})"
        for name in ("between", "outside", "model")
    }
    journal.append(code=Act.CLOSED, subject=("peer_round", row.pk), by=by, at=at, data=data)
    return row


def _agreed(subjects: Collection[PeerSubject]) -> dict[str, Any]:
    """Fix at each subject what the model and the peers together say of it today; how far they agree over all."""
    lives = dict(
        Liveness.objects.filter(innovation_id__in=[one.innovation_id for one in subjects]).values_list(
            "innovation_id", "life"
        )
    )
    between, with_outside, against = [], [], []
    for subject in subjects:
        said = {seat.number: seat.verdict if seat.submitted_at else "" for seat in subject.seats.all()}
        subject.model_life = lives.get(subject.innovation_id, "UNMEASURED")
        subject.consensus = rules.consensus(said.values())
        subject.save(update_fields=["model_life", "consensus"])
        places = {number: rules.place_of(verdict) for number, verdict in said.items()}
        between.append((places.get(1), places.get(2)))
        with_outside += [(places.get(1), places.get(3)), (places.get(2), places.get(3))]
        against.append((rules.model_verdict(subject.model_life), subject.consensus))
    return {
        "between": _told(rules.agreement(between)),
        "outside": _told(rules.agreement(with_outside)),
        "model": _told(rules.agreement(against)),
        "matrix": rules.matrix(against),
    }


def _told(found: rules.Agreement) -> dict[str, Any]:
    return {"kappa": None if found.kappa is None else round(found.kappa, 4), "n": found.pairs}


@transaction.atomic
def propose_weights(
    *, round_id: int, weights: Mapping[str, int], reason: str, by: Actor, at: datetime
) -> PeerRound:
    """Propose other weights on the ground of a closed round whose peers agree; the leadership adopts them.

    Raises NotFound ROUND_UNKNOWN; Forbidden NOT_YOURS; Refused ROUND_OPEN, AGREEMENT_TOO_LOW, WEIGHTS_…, WEIGHTS_THIS_YEAR, TEXT_….
    """
    row = _locked(round_id)
    if by.kind != "SYSTEM" and by.role != Role.COORDINATOR:
        raise Forbidden("NOT_YOURS", "Bobot diusulkan oleh koordinator.")
    if not row.closed_at:
        raise Refused("ROUND_OPEN", "Tutup dahulu putarannya.")
    kappa = row.result["between"]["kappa"]
    if kappa is None or kappa < KAPPA_LEAST:
        raise Refused(
            "AGREEMENT_TOO_LOW",
            "Penilai belum cukup sepakat (kappa di bawah 0,6): bobot tidak diubah atas dasar ini.",
        )
    fault = rules.weights_fault(weights, set(Signal))
    if fault:
        raise Refused(f"WEIGHTS_{fault}", WEIGHT_FAULTS[fault], field="weights")
    starts = _starts(row)
    _check_year(starts)
    row.proposal = {
        "weights": {signal.value: weights[signal] for signal in Signal},
        "reason": clean_text(reason, field="reason", label="Alasan", minimum=10, maximum=REASON_LIMIT),
        "from": starts.isoformat(),
    }
    row.proposed_at, row.proposed_by_id = at, by.user_id
    row.save()
    journal.append(
        code=Act.PROPOSED, subject=("peer_round", row.pk), by=by, at=at, data=row.proposal["weights"]
    )
    return row


@transaction.atomic
def adopt_weights(*, round_id: int, by: Actor, at: datetime) -> PeerRound:
    """Put the proposal in force from the first day of the year after the round, as a new version: a new row of the parameter.

    Raises NotFound ROUND_UNKNOWN; Forbidden NOT_YOURS; Refused PROPOSAL_MISSING, WEIGHTS_THIS_YEAR.
    """
    row = _locked(round_id)
    if by.role != Role.EXECUTIVE:
        raise Forbidden("NOT_YOURS", "Bobot baru ditetapkan oleh pimpinan.")
    if row.adopted_at:
        return row
    if not row.proposal:
        raise Refused("PROPOSAL_MISSING", "Belum ada usulan bobot.")
    starts = date.fromisoformat(row.proposal["from"])
    _check_year(starts)
    former = parameters.value(MODEL_CODE, on=starts)
    value = {**former, "version": former["version"] + 1, "weights": row.proposal["weights"]}
    parameters.set_value(
        code=MODEL_CODE,
        value=value,
        valid_from=starts,
        legal_reference="",
        source=f"penilaian sejawat {row.year}",
        by=by,
        at=at,
    )
    row.adopted_at, row.adopted_version = at, value["version"]
    row.save()
    data = {"version": value["version"], "from": starts.isoformat()}
    journal.append(code=Act.ADOPTED, subject=("peer_round", row.pk), by=by, at=at, data=data)
    return row


def _starts(row: PeerRound) -> date:
    return date(row.year + 1, 1, 1)


def _check_year(starts: date) -> None:
    if Parameter.objects.filter(code=MODEL_CODE, valid_from__year__gte=starts.year).exists():
        raise Refused(
            "WEIGHTS_THIS_YEAR",
            "Bobot tahun {year} sudah pernah ditetapkan; ubah hanya sekali setahun.",
            year=starts.year,
        )


def _locked(round_id: int) -> PeerRound:
    row = PeerRound.objects.select_for_update().filter(pk=round_id).first()
    if row is None:
        raise NotFound("ROUND_UNKNOWN", "Putaran ini tidak ada.")
    return row
