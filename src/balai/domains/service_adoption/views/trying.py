"""The sandbox: an invented case, step by step, by the region's own values."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from balai.domains.service_adoption.actions import advance_sandbox, start_sandbox
from balai.domains.service_adoption.models import SandboxRun
from balai.domains.service_adoption.views.asking import SEE, draw, page, service_of
from balai.engine.packs import public as packs
from balai.engine.packs.public import Field, Pack, Sample
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Forbidden, NotFound, Refused
from balai.foundation.text import whole_number

MOST_RUNS = 20


@requires(SEE)
@page
def sandbox(request: HttpRequest, pack: str) -> HttpResponse:
    """Samples to begin with, and the runs so far."""
    view = service_of(pack)
    if request.method == "POST":
        by, sample = actor_of(request), request.POST.get("sample", "")
        run = start_sandbox(pack_id=pack, sample=sample, by=by, at=timezone.now())
        return redirect("service_adoption:run", pack=pack, run=run.pk)
    runs = SandboxRun.objects.filter(pack=pack).select_related("started_by", "pack_version")
    values = packs.resolve_values(
        view.pack, packs.given_values(pack, on=timezone.localdate()), complete=False
    )
    context = {
        "view": view,
        "runs": runs.defer("pack_version__files").order_by("-started_at", "-pk")[:MOST_RUNS],
        "missing": [
            spec.label.id for spec in view.pack.values if spec.must_be_asked and values[spec.code] is None
        ],
    }
    return draw(request, "sandbox", context)


@requires(SEE)
@page
def run(request: HttpRequest, pack: str, run: int) -> HttpResponse:
    """One run: what was filled in, what the rules say, and the moves that are open now."""
    found = SandboxRun.objects.filter(pk=run, pack=pack).first()
    if found is None:
        raise NotFound("RUN_UNKNOWN", "Uji coba ini tidak ada.")
    refusal = None
    if request.method == "POST":
        try:
            advance_sandbox(
                run_id=run,
                move=request.POST.get("move", ""),
                without_money=request.POST.get("without_money") == "1",
                step=whole_number(request.POST.get("step", "")) or 0,
                by=actor_of(request),
                at=timezone.now(),
            )
            return redirect("service_adoption:run", pack=pack, run=run)
        except (Forbidden, NotFound):
            raise
        except Refused as caught:
            refusal = caught
    described = packs.pack_of(found.pack_version_id)
    sample = next((row for row in described.samples if row.name == found.sample), None)
    if sample is None:
        raise NotFound("SAMPLE_UNKNOWN", "Contoh kasus ini tidak ada.")
    return draw(request, "run", _shown(found, described, sample), refusal=refusal)


def _shown(run: SandboxRun, pack: Pack, sample: Sample) -> dict[str, Any]:
    """What the page of a run shows; `stopped` says why no move is open."""
    context: dict[str, Any] = {
        "run": run,
        "pack": pack,
        "sample": sample,
        "state": pack.flow.state(run.state),
        "answers": [
            (field.label.id, _said(field, sample.answers[code]))
            for code, field in pack.fields.items()
            if code in sample.answers
        ],
        "history": [pack.flow.move(code) for code in run.moves],
        "step": len(run.moves),
    }
    try:
        values = packs.values_of(pack.id, on=timezone.localdate(), pack=pack)
    except Refused as refusal:
        return context | {"stopped": refusal.message}
    return context | _decided(run, pack, sample, values)


def _said(field: Field | None, answer: Any) -> str:
    """An answer or a fact as people say it: yes, no, the label of a choice."""
    if isinstance(answer, bool):
        return "ya" if answer else "tidak"
    labels = {choice.code: choice.label.id for choice in field.choices} if field else {}
    return labels.get(answer, "–" if answer is None else str(answer))


def _decided(run: SandboxRun, pack: Pack, sample: Sample, values: dict[str, Any]) -> dict[str, Any]:
    cleaned, faults = packs.check_answers(
        pack, sample.answers, today=sample.filed_on, values=values, area_exists=lambda code: True
    )
    if faults:
        return {
            "stopped": "Formulir contoh ini memang salah isi: " + " ".join(fault.message for fault in faults)
        }
    outcome = packs.decide(
        pack,
        answers=cleaned,
        papers=sample.papers,
        lookups=sample.lookups,
        values=values,
        filed_on=sample.filed_on,
        calendar=packs.PLAIN_CALENDAR,
    )
    said = {
        "outcome": outcome,
        "facts": [(fact.label.id, _said(None, outcome.facts.get(fact.code))) for fact in pack.facts],
    }
    if outcome.result == "REFUSED":
        message = pack.messages[outcome.message].id if outcome.message in pack.messages else ""
        return said | {"stopped": packs.filled(message, pack, values)}
    missing = packs.missing_papers(pack, cleaned, values, outcome.route, sample.papers)
    if missing:
        return said | {"stopped": "Berkas belum lengkap: " + ", ".join(paper.label.id for paper in missing)}
    moves = packs.open_moves(pack, state=run.state, values=values, done=Counter(run.moves))
    return said | {"moves": moves}
