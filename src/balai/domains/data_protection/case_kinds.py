"""How the case engine sees requests and incidents."""

from collections.abc import Collection

from django.urls import reverse

from balai.domains.data_protection.links import own_url
from balai.domains.data_protection.models import DataRequest
from balai.domains.data_protection.terms import INCIDENT_KIND, REQUEST_KIND, RIGHT_SHORT
from balai.engine.cases.public import Act, Case, CaseKind, State
from balai.engine.notices.public import Recipient
from balai.foundation.actor import Actor

# Neither is handed on or paused: the law knows one who answers, and one clock.
_ACTS = frozenset({Act.ASSIGNED, Act.REMARKED})
LABELS = {
    Act.OPENED: "Permintaan diterima",
    Act.STEPPED: "Permintaan bergerak",
    State.ANSWERED: "Dijawab",
    "PROMISE": "Batas 3 × 24 jam",
    "PUBLIC": "Pemohon",
}


def reporters(cases: Collection[Case]) -> dict[int, list[Recipient]]:
    """The address that was left; one query."""
    rows = DataRequest.objects.filter(pk__in=[case.pk for case in cases]).only("email", "phone")
    return {
        row.pk: [Recipient(email=row.email or None, phone=row.phone or None)]
        for row in rows
        if row.email or row.phone
    }


def _by_subject(by: Actor, case: Case) -> bool:
    return by.kind == "CITIZEN"


def _nobody(by: Actor, case: Case) -> bool:
    return False


REQUEST = CaseKind(
    code=REQUEST_KIND,
    label="Permintaan atas data pribadi",
    reporters=reporters,
    reporter_url=lambda case: own_url(case.tracking_code),
    number=lambda case: f"DP-{case.pk}",
    categories=lambda: {right.value: label for right, label in RIGHT_SHORT.items()},
    needs_proof=False,
    reacts=_by_subject,
    work_url=lambda case: reverse("data_protection:request", args=[case.pk]),
    has_flow=True,
    is_private=True,
    acts=_ACTS | {Act.CONTESTED, Act.WITHDRAWN},
    labels=LABELS,
    audience="terbaca pemohon",
    notice="data_request",
)
INCIDENT = CaseKind(
    code=INCIDENT_KIND,
    label="Pelanggaran data pribadi",
    number=lambda case: f"INSIDEN-{case.pk}",
    needs_proof=False,
    reacts=_nobody,
    work_url=lambda case: reverse("data_protection:incident", args=[case.pk]),
    has_flow=True,
    is_private=True,
    acts=_ACTS,
    labels=LABELS,
    notice="data_request",
)
