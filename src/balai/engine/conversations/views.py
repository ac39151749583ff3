"""The desk of conversations, and the state of the channels."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.engine.conversations import queries
from balai.engine.conversations.actions import desk
from balai.engine.conversations.forms import AnswerForm
from balai.engine.conversations.models import Conversation
from balai.engine.conversations.permissions import ANSWER, CHANNELS
from balai.engine.conversations.rules import without_codes
from balai.engine.conversations.terms import CHANNEL_LABELS
from balai.engine.documents.public import Document, thumbnail_url
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.actor import Actor
from balai.kits.crypto import mask
from balai.kits.ui.paging import paged
from balai.kits.ui.refusals import tried

HEAPS = ("waiting", "taken", "all")


@requires(ANSWER)
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Who wrote, those that wait for a person first."""
    heap = request.GET.get("bagian", HEAPS[0])
    channel = request.GET.get("kanal", "")
    page = paged(
        request, queries.conversations(heap=heap, channel=channel if channel in CHANNEL_LABELS else "")
    )
    labels = dict(zip(HEAPS, (_("Menunggu petugas"), _("Sedang dijawab petugas"), _("Semua")), strict=True))
    context = {
        "rows": [_line(row) for row in page.rows],
        "tabs": [
            {"label": label, "url": f"?bagian={name}", "active": name == heap, "count": None}
            for name, label in labels.items()
        ],
        "heap": heap,
        "channel": channel,
        "channels": [(code.value, label) for code, label in CHANNEL_LABELS.items()],
        **page.context,
    }
    return render(request, "conversations/list.html", context)


def _line(row: Conversation) -> dict[str, Any]:
    return {"row": row, "address": mask(row.address) if row.address else _("alamat sudah dihapus")}


@requires(ANSWER)
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """What was said, and the answer of a person."""
    row = Conversation.objects.select_related("taken_by").filter(pk=conversation_id).first()
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"text": form.cleaned_data["text"], "key": str(form.cleaned_data["key"])}
        if tried(form, lambda: desk.answer(conversation_id=row.pk, **given, **_who(request))):
            messages.success(request, _("Jawaban Anda akan segera terkirim."))
            return redirect("conversations:conversation", row.pk)
    context = {
        **_line(row),
        "form": form,
        "items": _thread(row),
        "is_mine": row.taken_by_id == request.user.pk,
    }
    return render(request, "conversations/conversation.html", context, status=422 if form.errors else 200)


def _thread(row: Conversation) -> list[dict[str, Any]]:
    items = queries.thread(row)
    photos = Document.objects.in_bulk({number for item in items for number in item["photos"]})
    return [
        {
            **item,
            "text": without_codes(item["told"].get("text", "")),
            "pictures": [thumbnail_url(photos[one]) for one in item["photos"] if one in photos],
        }
        for item in items
    ]


def _who(request: HttpRequest) -> dict[str, Actor | datetime]:
    return {"by": actor_of(request), "at": timezone.now()}


@requires(ANSWER)
@require_POST
def take_over(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A person answers from now on."""
    desk.take_over(conversation_id=conversation_id, **_who(request))
    return redirect("conversations:conversation", conversation_id)


@requires(ANSWER)
@require_POST
def give_back(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """The program answers again."""
    desk.give_back(conversation_id=conversation_id, **_who(request))
    messages.success(request, _("Percakapan dijawab sistem lagi."))
    return redirect("conversations:list")


@requires(CHANNELS)
def channels(request: HttpRequest) -> HttpResponse:
    """How each channel stands; what was given up can be tried again."""
    may_retry = may(request.user, ANSWER)
    if request.method == "POST" and may_retry:
        count = desk.retry_failed(**_who(request))
        messages.success(request, _("%(n)d pesan dicoba lagi.") % {"n": count})
        return redirect("conversations:channels")
    states = queries.channel_states(at=timezone.now())
    failed = sum(state["failed"] for state in states)
    context = {"states": states, "failed": failed, "may_retry": may_retry, "errors": queries.latest_errors()}
    return render(request, "conversations/channels.html", context)
