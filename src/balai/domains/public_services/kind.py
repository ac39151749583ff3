"""How the case engine sees an application."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from balai.domains.public_services import permissions
from balai.domains.public_services.actions.telling import recipients
from balai.domains.public_services.links import owner_url
from balai.domains.public_services.models import Application, Paper
from balai.domains.public_services.terms import CASE_KIND
from balai.engine.cases.public import Act, Case, CaseKind, State
from balai.engine.documents.public import Document
from balai.engine.notices.public import Recipient
from balai.engine.packs import public as packs
from balai.engine.people.public import actor_of

LABELS = {
    Act.OPENED: "Permohonan diterima",
    Act.STEPPED: "Permohonan bergerak",
    State.RECEIVED: "Permohonan diterima",
    State.IN_PROGRESS: "Diperiksa",
    State.ON_HOLD: "Menunggu",
    State.ANSWERED: "Diputuskan",
    State.SOLVED: "Selesai dilayani",
    State.CLOSED: "Selesai",
    State.WITHDRAWN: "Ditarik pemohon",
    "PROMISE": "Dijanjikan selesai",
    "PUBLIC": "Pemohon",
}


def reporters(cases: Collection[Case]) -> dict[int, list[Recipient]]:
    """The address that was left and the account that filed, by case; one query."""
    rows = Application.objects.filter(pk__in=[case.pk for case in cases])
    return {row.pk: recipients(row) for row in rows}


def reporter_url(case: Case) -> str:
    """The family's own page, with the secret that lets it fetch letters."""
    return owner_url(case.tracking_code)


def work_url(case: Case) -> str:
    return reverse("public_services:work", args=[case.pk])


def number(case: Case) -> str:
    return f"LAYANAN-{case.pk}"


def categories() -> dict[str, str]:
    return {view.pack.id: view.pack.name.id for view in packs.services(open_only=False)}


KIND = CaseKind(
    code=CASE_KIND,
    label="Layanan publik",
    reporters=reporters,
    reporter_url=reporter_url,
    number=number,
    categories=categories,
    needs_proof=False,
    work_url=work_url,
    has_flow=True,
    is_private=True,
    # Withdrawing is a move of the pack; who judges the service confirms that it was received.
    acts=frozenset({Act.ASSIGNED, Act.REMARKED, Act.CONFIRMED}),
    labels=LABELS,
    audience="terbaca pemohon",
    notice="service_applicant",
)


def paper_visible(document: Document, user: Any) -> bool:
    """A file of a draft is its author's; one of an application belongs to those who may see the application.

    A draft without an account has no owner to ask for: its files are shown below the draft's secret address only.
    """
    paper = Paper.objects.select_related("draft", "application__case").filter(document=document).first()
    if paper is None:
        return False
    by = actor_of(user)
    if paper.application is not None:
        return permissions.may_see(by, paper.application, paper.application.case)
    return paper.draft is not None and by.user_id is not None and paper.draft.owner_id == by.user_id


def papers_in_use(ids: Collection[int]) -> set[int]:
    """Which of these documents are still a paper of something."""
    return set(Paper.objects.filter(document__in=ids).values_list("document_id", flat=True))
