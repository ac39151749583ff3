"""How the case engine sees a duty."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from balai.engine.cases.public import Case, CaseKind
from balai.engine.duties.kinds import duty_kinds, known_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.permissions import open_to, reacts
from balai.engine.duties.queries import subject_of
from balai.engine.duties.terms import ACTS, AUDIENCE, CASE_KIND, LABELS
from balai.engine.notices.public import Recipient


def reporters(cases: Collection[Case]) -> dict[int, list[Recipient]]:
    """The givers are told of every step; one query. What a rule gave is told to nobody but the holder."""
    rows = Duty.objects.filter(pk__in=[case.pk for case in cases], given_by__isnull=False)
    return {key: [Recipient(user_id=giver)] for key, giver in rows.values_list("pk", "given_by_id")}


def panel(case: Case) -> dict[str, Any]:
    """The words of the duty, who gave it, and to what it belongs."""
    duty = Duty.objects.select_related("given_by", "given_opd").get(pk=case.pk)
    kind = known_kind(duty.kind)
    title, url = subject_of(duty)
    return {"duty": duty, "kind": kind, "subject": title, "subject_url": url}


def desk_url(case: Case) -> str:
    """The giver follows it on the desk; there is no other page."""
    return reverse("cases:case", args=[case.pk])


def number(case: Case) -> str:
    return f"TUGAS-{case.pk}"


def categories() -> Mapping[str, str]:
    return {kind.code: kind.label for kind in duty_kinds()}


def wants_proof(case: Case) -> bool:
    kind = known_kind(case.category_code)
    return kind is not None and kind.needs_proof


KIND = CaseKind(
    code=CASE_KIND,
    label="Tugas dan kewajiban",
    reporters=reporters,
    panel_template="duties/_desk.html",
    panel=panel,
    reporter_url=desk_url,
    number=number,
    categories=categories,
    needs_proof=wants_proof,
    reacts=reacts,
    open_to=open_to,
    acts=ACTS,
    labels=LABELS,
    audience=AUDIENCE,
    notice="duty_giver",
)
