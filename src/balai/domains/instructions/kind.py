"""How the case engine sees an instruction."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from balai.domains.instructions.models import Instruction
from balai.domains.instructions.permissions import reacts
from balai.domains.instructions.queries import together_with
from balai.domains.instructions.terms import AUDIENCE, CASE_KIND
from balai.engine.cases.public import Act, Case, CaseKind, State
from balai.engine.notices.public import Recipient

# What the desk calls states, acts and buttons where it is not a citizen who asked.
LABELS = {
    State.ANSWERED: "Dijawab, menunggu pimpinan",
    State.SOLVED: "Dilaporkan selesai, menunggu pimpinan",
    State.CONFIRMED: "Selesai menurut pimpinan",
    State.LAPSED: "Belum dipastikan pimpinan",
    State.WITHDRAWN: "Ditarik pimpinan",
    Act.OPENED: "Arahan diberikan",
    Act.SOLVED: "Dilaporkan selesai",
    Act.CONFIRMED: "Dinyatakan selesai oleh pimpinan",
    Act.CONTESTED: "Dikembalikan: belum selesai",
    Act.WITHDRAWN: "Ditarik kembali",
    "jawab": "Jawab pimpinan",
    "selesai": "Laporkan selesai",
    "sanggah": "Kembalikan: belum selesai",
    "tarik": "Tarik kembali arahan",
    "PROMISE": "Diminta selesai",
    "PUBLIC": "Pimpinan dan penerima arahan",
}


def reporters(cases: Collection[Case]) -> dict[int, list[Recipient]]:
    """The givers are told of every step; one query."""
    rows = Instruction.objects.filter(pk__in=[case.pk for case in cases]).values_list("pk", "given_by_id")
    return {key: [Recipient(user_id=giver)] for key, giver in rows}


def panel(case: Case) -> dict[str, Any]:
    """The words of the instruction, who gave it and who else has it."""
    instruction = Instruction.objects.select_related("given_by", "addressee").get(pk=case.pk)
    return {"instruction": instruction, "together_with": together_with(instruction)}


def desk_url(case: Case) -> str:
    """The giver follows it on the desk; there is no other page."""
    return reverse("cases:case", args=[case.pk])


def number(case: Case) -> str:
    return f"ARAHAN-{case.pk}"


KIND = CaseKind(
    code=CASE_KIND,
    label="Arahan pimpinan",
    reporters=reporters,
    panel_template="instructions/_panel.html",
    panel=panel,
    reporter_url=desk_url,
    number=number,
    needs_proof=False,
    reacts=reacts,
    labels=LABELS,
    audience=AUDIENCE,
    notice="instruction_giver",
)
