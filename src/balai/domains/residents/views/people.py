"""One person of the register: read, corrected, added; numbers in full only for a purpose that is written down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.residents import queries
from balai.domains.residents.actions import books
from balai.domains.residents.forms import RARE, SECTIONS, PersonForm, PurposeForm, StatusForm
from balai.domains.residents.models import Resident
from balai.domains.residents.permissions import village_of
from balai.domains.residents.rules.columns import RESIDENT
from balai.domains.residents.terms import Status
from balai.domains.residents.views.answers import guarded, typed
from balai.domains.residents.views.shown import Line, age_of, facts
from balai.engine.people.public import actor_of
from balai.foundation.errors import Refused
from balai.kits.ui.words import said, said_refusal


@guarded("residents.keep")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of one person, masked."""
    return _page(request, queries.resident(pk, area_id=village_of(actor_of(request))))


@guarded("residents.keep")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page with numbers in full, once, for a purpose; a GET leads back to the masked page."""
    if request.method != "POST":
        return redirect("residents:person", pk=pk)
    by = actor_of(request)
    row = queries.resident(pk, area_id=village_of(by))
    form = PurposeForm(request.POST)
    if form.is_valid():
        purpose = form.cleaned_data["purpose"]
        books.disclose(purpose=purpose, resident_id=row.pk, by=by, at=timezone.now())
        return _page(request, row, is_masked=False)
    return _page(request, row, purpose_form=form, status=422)


def _page(
    request: HttpRequest,
    row: Resident,
    *,
    is_masked: bool = True,
    purpose_form: PurposeForm | None = None,
    status_form: StatusForm | None = None,
    status: int = 200,
) -> HttpResponse:
    told = row.person
    context = {
        "row": row,
        "age": age_of(row.birth_date, timezone.localdate()),
        "sections": [(title, facts(row, codes, is_masked=is_masked)) for title, codes in SECTIONS.items()],
        "rare": facts(row, tuple(code for code in RARE if told.get(code)), is_masked=is_masked),
        "is_masked": is_masked,
        "family": [Line(other) for other in queries.family_of(row)],
        "history": [_entry(change) for change in queries.history_of(row)],
        "purpose_form": purpose_form or PurposeForm(),
        "status_form": status_form or StatusForm(),
        "lives": row.status == Status.LIVING,
    }
    return render(request, "residents/person.html", context, status=status)


def _entry(change) -> dict:
    names = ", ".join(said(RESIDENT[code].label) for code in change.columns if code in RESIDENT)
    text = _("Kolom: %(names)s") % {"names": names} if names else ""
    who = change.by.full_name if change.by else ""
    return {"title": said(change.label), "at": change.at, "who": who, "text": text}


@guarded("residents.keep")
def add(request: HttpRequest) -> HttpResponse:
    """Somebody is born or comes to live here."""
    by = actor_of(request)
    village_of(by)
    form = PersonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            row = books.add(answers=form.answers(), by=by, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s sudah masuk daftar.") % {"name": row.name})
            return redirect("residents:person", pk=row.pk)
    return render(request, "residents/edit.html", {"form": form}, status=422 if form.errors else 200)


@guarded("residents.keep")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct somebody's columns."""
    by = actor_of(request)
    row = queries.resident(pk, area_id=village_of(by))
    form = PersonForm(typed(request), person=row.person, initial={"stamp": row.stamp})
    if request.method == "POST" and form.is_valid():
        stamp = form.cleaned_data["stamp"]
        try:
            books.edit(resident_id=pk, answers=form.answers(), stamp=stamp, by=by, at=timezone.now())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect("residents:person", pk=pk)
    return render(
        request, "residents/edit.html", {"form": form, "row": row}, status=422 if form.errors else 200
    )


@guarded("residents.keep")
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody died, moved, or came back."""
    if request.method != "POST":
        return redirect("residents:person", pk=pk)
    by = actor_of(request)
    row = queries.resident(pk, area_id=village_of(by))
    form = StatusForm(request.POST)
    if form.is_valid() and form.cleaned_data["status"] in list(Status):
        asked = Status(form.cleaned_data["status"])
        try:
            books.set_status(
                resident_id=pk, status=asked, on=form.cleaned_data["on"], by=by, at=timezone.now()
            )
        except Refused as refusal:
            messages.error(request, said_refusal(refusal))
            form.refuse(refusal)
            return _page(request, row, status_form=form, status=422)
        messages.success(request, _("Keadaan dicatat."))
        return redirect("residents:person", pk=pk)
    return _page(request, row, status_form=form, status=422)
