"""Pages of the ledger: ceilings of a year, statement of an account, trial balance, a changed ceiling, a new account."""

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.engine.people.public import actor_of, requires
from balai.foundation.actor import Actor
from balai.foundation.errors import Forbidden, Refused
from balai.foundation.text import whole_number
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said_refusal

from . import actions, permissions, queries
from .forms import AccountForm, BudgetForm, PeriodForm
from .models import Account
from .terms import KIND_LABELS, Kind

MOST_ROWS = 500
MONEY = frozenset({2, 3, 4, 5})


@requires("ledger.see")
def ceilings(request: HttpRequest) -> HttpResponse:
    """Every fund of a year: budget, promised, paid, left."""
    years = queries.years()
    year = whole_number(request.GET.get("tahun", "")) or (years[0] if years else timezone.localdate().year)
    rows = queries.funds(year)
    if request.GET.get("bentuk") == "xlsx":
        return _ceilings_file(year, rows)
    today = timezone.localdate()
    context = {
        "years": years,
        "year": year,
        "rows": rows,
        "may_budget": permissions.may_budget(actor_of(request), on=today),
    }
    return render(request, "ledger/ceilings.html", context)


def _ceilings_file(year: int, rows: list[queries.FundRow]) -> HttpResponse:
    titles = [_("Kode"), _("Rekening"), _("Pagu"), _("Dipesan"), _("Dibayar"), _("Sisa")]
    lines = [
        (
            row.account.code,
            row.account.name,
            row.budget_rupiah,
            row.account.reserved_rupiah,
            row.paid_rupiah,
            row.account.available_rupiah,
        )
        for row in rows
    ]
    return excel_response(f"pagu-{year}", Sheet(str(year), titles, lines, MONEY))


@requires("ledger.see")
def statement(request: HttpRequest, account_id: int) -> HttpResponse:
    """The lines of an account in order, with the balance after each; as Excel too."""
    account = _account(account_id)
    form = PeriodForm(request.GET)
    since, until = _period(form) if form.is_valid() else (None, None)
    rows = queries.statement(account.pk, since=since, until=until)
    if request.GET.get("bentuk") == "xlsx":
        titles = [_("Waktu"), _("Uraian"), _("Masuk"), _("Keluar"), _("Saldo")]
        lines = (
            (
                row.entry.at,
                row.entry.description,
                max(row.amount_rupiah, 0),
                max(-row.amount_rupiah, 0),
                row.balance_rupiah,
            )
            for row in rows
        )
        return excel_response(
            f"buku-{account.code}-{account.year}", Sheet(account.code, titles, lines, MONEY)
        )
    context = {
        "account": account,
        "kind_label": KIND_LABELS[Kind(account.kind)],
        "rows": rows[-MOST_ROWS:],
        "left_out": max(len(rows) - MOST_ROWS, 0),
        "series": {_("Saldo"): _monthly(rows)},
        "open_reservations": queries.open_reservations(account.pk),
        "form": form,
        "may_budget": account.kind == Kind.FUND
        and permissions.may_budget(actor_of(request), on=timezone.localdate()),
    }
    return render(request, "ledger/statement.html", context, status=200 if form.is_valid() else 422)


def _monthly(rows: list[queries.StatementRow]) -> list[tuple[str, int]]:
    """The balance at the end of each month that has lines."""
    last: dict[str, int] = {}
    for row in rows:
        last[timezone.localtime(row.entry.at).strftime("%m/%Y")] = row.balance_rupiah
    return list(last.items())


def _period(form: PeriodForm) -> tuple[datetime | None, datetime | None]:
    since, until = form.cleaned_data["dari"], form.cleaned_data["sampai"]
    return _midnight(since), _midnight(until + timedelta(days=1)) if until and until < date.max else None


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None


@requires("ledger.see")
def trial_balance(request: HttpRequest) -> HttpResponse:
    """Every account of a year with what came in and went out; the balances sum to zero."""
    years = queries.years()
    year = whole_number(request.GET.get("tahun", "")) or (years[0] if years else timezone.localdate().year)
    rows = queries.trial_balance(year)
    if request.GET.get("bentuk") == "xlsx":
        titles = [_("Kode"), _("Rekening"), _("Masuk"), _("Keluar"), _("Saldo")]
        lines = [(r.account.code, r.account.name, r.in_rupiah, r.out_rupiah, r.balance_rupiah) for r in rows]
        return excel_response(f"neraca-saldo-{year}", Sheet(str(year), titles, lines, MONEY))
    total = sum(row.balance_rupiah for row in rows)
    context = {"years": years, "year": year, "rows": rows, "total": total}
    return render(request, "ledger/trial_balance.html", context)


@requires("ledger.budget")
def budget(request: HttpRequest, account_id: int) -> HttpResponse:
    """Change the ceiling of a fund; the waiting list is served when it grows."""
    now = timezone.now()
    by = _treasurer(request, now)
    account = _account(account_id)
    form = BudgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            actions.allocate(
                account_id=account.pk,
                amount_rupiah=asked["amount"],
                description=asked["description"],
                by=by,
                at=now,
                key=f"budget:{asked['key']}",
            )
        except Refused as refusal:
            form.add_error("amount", said_refusal(refusal))
        else:
            messages.success(request, _("Pagu diubah dan tercatat di jurnal."))
            return redirect("ledger:statement", account_id=account.pk)
    context = {"account": account, "form": form}
    return render(request, "ledger/budget.html", context, status=422 if form.errors else 200)


@requires("ledger.budget")
def new_account(request: HttpRequest) -> HttpResponse:
    """Open an account of this year or the next; its ceiling is entered afterwards."""
    now = timezone.now()
    by = _treasurer(request, now)
    form = AccountForm(request.POST or None, this_year=timezone.localdate(now).year)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.add_account(**form.cleaned_data, by=by, at=now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Rekening dibuka dan tercatat di jurnal."))
            is_fund = opened.kind == Kind.FUND
            return redirect("ledger:budget" if is_fund else "ledger:statement", account_id=opened.pk)
    return render(request, "ledger/new_account.html", {"form": form}, status=422 if form.errors else 200)


def _treasurer(request: HttpRequest, now: datetime) -> Actor:
    """Whoever asks, if they keep the region's books; anybody else is turned away."""
    by = actor_of(request)
    try:
        permissions.require_budget(by, on=timezone.localdate(now))
    except Forbidden as refusal:
        raise PermissionDenied(refusal.message) from refusal
    return by


def _account(account_id: int) -> Account:
    found = Account.objects.filter(pk=account_id).first()
    if found is None:
        raise Http404
    return found
