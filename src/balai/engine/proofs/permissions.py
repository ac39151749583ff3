"""Whose proof it is: nobody judges his own."""

from balai.engine.proofs.models import Proof
from balai.foundation.actor import Actor


def is_own(proof: Proof, by: Actor) -> bool:
    """Whether `by` handed it in, or belongs to the agency that did."""
    mine = by.user_id is not None and by.user_id == proof.by_id
    return mine or (by.opd_id is not None and by.opd_id == proof.by_opd_id)
