"""Who owes what by when, and the form of a new duty. One duty is worked on at the officers' desk."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from balai.engine.duties import queries
from balai.engine.duties.actions import owe
from balai.engine.duties.forms import DutyForm, FilterForm
from balai.engine.duties.kinds import DutyKind, duty_kinds, known_kind
from balai.engine.duties.models import Duty
from balai.engine.duties.permissions import may_give
from balai.engine.duties.terms import TAB_LABELS
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said

PAGE = 25
MOST_PAGES = 10_000
MOST_EXPORTED = 20_000


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the reader narrowed the list to."""

    tab: str
    opd: int | None
    kind: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Chosen":
        tab, kind = request.GET.get("tab", ""), request.GET.get("kind", "")
        return cls(tab if tab in TAB_LABELS else "open", whole_number(request.GET.get("opd", "")), kind)

    def rows(self, rows: QuerySet[Duty]) -> QuerySet[Duty]:
        """`rows` of this agency and kind, in every state."""
        if self.opd is not None:
            rows = rows.filter(case__holder=self.opd)
        return rows.filter(kind=self.kind) if known_kind(self.kind) else rows

    def query(self, **changed: object) -> str:
        """This choice as the end of an address, with some of it changed."""
        values = {"tab": self.tab, "opd": self.opd, "kind": self.kind, **changed}
        return urlencode({key: value for key, value in values.items() if value not in ("", None)})


@requires("public")
def duties(request: HttpRequest) -> HttpResponse:
    """The list by date, and one row per agency."""
    now, chosen = timezone.now(), Chosen.of(request)
    to_officer = may(request.user, "duties.export")
    seen = queries.listed(to_officer=to_officer)
    narrowed = chosen.rows(seen)
    page = whole_number(request.GET.get("page", ""), most=MOST_PAGES) or 1
    found = list(queries.of_tab(narrowed, chosen.tab, at=now)[(page - 1) * PAGE : page * PAGE + 1])
    counts, accounts = queries.tab_counts(narrowed, at=now), queries.accounts(seen, at=now)
    context = {
        "rows": queries.views(found[:PAGE], at=now),
        "is_officer": to_officer,
        "tabs": [
            {
                "label": said(label),
                "url": f"?{chosen.query(tab=tab)}",
                "active": tab == chosen.tab,
                "count": counts[tab],
            }
            for tab, label in TAB_LABELS.items()
        ],
        "chosen": chosen,
        "counts": counts,
        "accounts": accounts,
        "form": _filter_form(request, accounts, to_officer=to_officer),
        "export_query": chosen.query(),
        "previous_url": f"?{chosen.query(page=page - 1)}" if page > 1 else "",
        "next_url": f"?{chosen.query(page=page + 1)}" if len(found) > PAGE else "",
    }
    return render(request, "duties/list.html", context)


def _filter_form(request: HttpRequest, accounts: list[queries.Account], *, to_officer: bool) -> FilterForm:
    """The filter, with the agencies that hold something and the kinds that the reader is shown."""
    opds = sorted(((str(row.opd.pk), row.opd.name) for row in accounts), key=lambda pair: pair[1])
    kinds = [(kind.code, said(kind.label)) for kind in duty_kinds() if to_officer or kind.is_public]
    return FilterForm(request.GET, opds=opds, kinds=kinds)


@requires("duties.export")
def export(request: HttpRequest) -> HttpResponse:
    """The list as Excel, with the filter of the page."""
    now, chosen = timezone.now(), Chosen.of(request)
    rows = queries.of_tab(chosen.rows(queries.listed(to_officer=True)), chosen.tab, at=now)
    titles = [
        "Nomor",
        "Jenis",
        "Tugas",
        "Bagian dari",
        "Pemegang",
        "Paling lambat",
        "Keadaan",
        "Lewat",
        "Alih tangan",
    ]
    table = [
        [
            row.duty.pk, row.kind_label, row.title, row.subject, row.holder_name, row.due_date, row.state_label,
            "ya" if row.is_late else "", row.duty.case.hops,
        ]
        for row in queries.views(rows[:MOST_EXPORTED], at=now)
    ]  # fmt: skip
    return excel_response(f"tugas-{timezone.localdate(now)}", Sheet("Tugas", titles, table))


@requires("duties.give")
def new(request: HttpRequest) -> HttpResponse:
    """The form; `kind`, `about_kind` and `about_id` of the address say what the duty belongs to."""
    now = timezone.now()
    today = timezone.localdate(now)
    kind, about, subject = _about(request)
    if not may_give(actor_of(request), kind, about[1], on=today):
        raise PermissionDenied(
            "Tugas ini diberikan oleh koordinator, perencana, atau instansi pemilik programnya."
        )
    context = {"kind": kind, "subject": subject[0], "subject_url": subject[1]}
    form = DutyForm(request.POST if request.method == "POST" else None, on=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            duty = owe(
                kind=kind.code,
                about=about,
                title=said["title"],
                text=said["text"],
                holder_id=said["holder"],
                due=said["due"],
                key=said["key"],
                by=actor_of(request),
                at=now,
            )
        except Forbidden as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, f"Tugas diberikan kepada {duty.case.holder.short_name}; ia diberi tahu."
            )
            return redirect(subject[1] or "duties:list")
    return render(request, "duties/new.html", {**context, "form": form}, status=422 if form.errors else 200)


def _about(request: HttpRequest) -> tuple[DutyKind, tuple[str, str], tuple[str, str]]:
    """The kind, what it is about, and its title and address. Raises Http404 where there is no such thing."""
    kind = known_kind(request.GET.get("kind", ""))
    about = request.GET.get("about_kind", ""), request.GET.get("about_id", "")[:80]
    subject = kind.subject([about[1]]).get(about[1]) if kind and kind.about_kind == about[0] else None
    if kind is None or subject is None:
        raise Http404
    return kind, about, subject
