"""The coordinator changes the routing rules: tried out first, then published, never one without the other."""

from datetime import datetime
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone

from balai.domains.citizen_reports.actions.rulebook import check_against_region, publish_rules
from balai.domains.citizen_reports.models import RuleSet
from balai.domains.citizen_reports.rules.rule_text import parse_rules
from balai.domains.citizen_reports.trial import Trial, in_force, try_out
from balai.engine.people.public import Role
from balai.foundation.actor import Actor
from balai.foundation.errors import Conflict, Forbidden, Refused
from balai.foundation.text import clean_text

_signer = Signer(salt="citizen_reports.rules")


def read_rules(text: str, *, at: datetime) -> list[dict]:
    """The rules that the officer typed. Raises Refused RULES_… or RULE_INVALID, naming line or rule and field."""
    rules = parse_rules(text)
    check_against_region(rules, at=at)
    return rules


def try_rules(*, text: str, by: Actor, at: datetime) -> tuple[Trial, str]:
    """Try the rules out, changing nothing. Gives the result and the seal with which exactly this text may be
    published by this officer on this day. Raises Refused as `read_rules`; Forbidden."""
    _require_coordinator(by)
    rules = read_rules(text, at=at)
    return try_out(rules, by=by, at=at), _signer.sign_object(_tried(text, by, at))


@transaction.atomic
def publish_tried(*, text: str, seal: str, note: str, by: Actor, at: datetime) -> RuleSet:
    """Put rules in force that were tried out.

    Raises Forbidden; Refused RULES_NOT_TRIED where the seal is not of this text, this officer and this day,
    TEXT_… for the note; Conflict RULES_MOVED where somebody else published since; and as `read_rules`.
    """
    _require_coordinator(by)
    rules = read_rules(text, at=at)
    note = clean_text(note, field="note", label="Catatan perubahan", minimum=5, maximum=200)
    # Two coordinators at once take turns on the newest row; the second then finds a newer one.
    list(RuleSet.objects.select_for_update().order_by("-active_from", "-pk")[:1])
    expected = _tried(text, by, at)
    tried = _opened(seal)
    if {**tried, "base": None} != {**expected, "base": None}:
        raise Refused(
            "RULES_NOT_TRIED",
            "Teks ini belum diuji, atau berubah sejak diuji. Uji dulu, lalu terbitkan.",
            field="rules",
        )
    if tried["base"] != expected["base"]:
        raise Conflict(
            "RULES_MOVED",
            "Aturan baru saja diterbitkan orang lain. Periksa versi terbarunya, lalu uji lagi.",
            field="rules",
        )
    return publish_rules(rules=rules, note=note, by=by, at=at)


def _tried(text: str, by: Actor, at: datetime) -> dict:
    newest = in_force(at=at)
    return {
        "text": sha256(text.encode(errors="replace")).hexdigest(),
        "by": by.user_id,
        "day": timezone.localdate(at).isoformat(),
        "base": newest.pk if newest else 0,
    }


def _opened(seal: str) -> dict:
    try:
        return _signer.unsign_object(seal)
    except BadSignature:
        return {"base": None}


def _require_coordinator(by: Actor) -> None:
    if not by.is_officer or by.role != Role.COORDINATOR:
        raise Forbidden("NOT_YOURS", "Hanya koordinator yang mengubah aturan penerusan.")
