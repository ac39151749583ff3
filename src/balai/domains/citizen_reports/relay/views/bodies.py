"""The list of other bodies, and each of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.relay import queries
from balai.domains.citizen_reports.relay.actions import bodies as acts
from balai.domains.citizen_reports.relay.forms import BodyForm, initial_of
from balai.domains.citizen_reports.relay.permissions import KEEP, SEE
from balai.domains.citizen_reports.relay.rules.routes import write_routes
from balai.engine.people.public import actor_of, may, requires
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said_refusal

RECENT = 8


@requires(SEE)
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Every body: how many cases it has, whether it answers."""
    context = {
        "bodies": queries.bodies(),
        "dead": queries.dead_letters().count(),
        "apart": queries.open_differences().count(),
        "may_keep": may(request.user, KEEP),
    }
    return render(request, "citizen_reports/relay/bodies.html", context)


@requires(SEE)
@never_cache
def body(request: HttpRequest, code: str, *, secret: str = "") -> HttpResponse:
    """One body: what goes there, what it offers, what went lately. `secret` is a key that is shown once."""
    row = _body(code)
    context = {
        "body": row,
        "routes": write_routes(row.routes).splitlines(),
        "recent": queries.relays().filter(body=row)[:RECENT],
        "may_keep": may(request.user, KEEP),
        "secret": secret,
        "base": request.build_absolute_uri("/open311/fixmystreet/"),
    }
    return render(request, "citizen_reports/relay/body.html", context)


@requires(KEEP)
def edit(request: HttpRequest, code: str = "") -> HttpResponse:
    """A new body, or the settings of one."""
    row = _body(code) if code else None
    form = BodyForm(request.POST or None, initial=initial_of(row) if row else None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = acts.save_body(
                body_id=row.pk if row else None,
                given=form.settings(),
                version=form.cleaned_data.get("version") or 0,
                by=actor_of(request),
                at=timezone.now(),
            )
        except Refused as refusal:
            refuse(form, refusal, of=row)
        else:
            messages.success(request, _("Badan tersimpan."))
            return redirect("relay:body", saved.code)
    context = {"form": form, "body": row}
    return render(
        request, "citizen_reports/relay/body_form.html", context, status=422 if form.errors else 200
    )


@requires(KEEP)
@require_POST
def act(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """`periksa`: ask what it offers; `kunci`: a new key for it, shown once."""
    row, by, now = _body(code), actor_of(request), timezone.now()
    if what == "kunci":
        return body(request, code, secret=acts.give_key(body_id=row.pk, by=by, at=now))
    if what != "periksa":
        raise Http404
    try:
        offers = acts.check_body(body_id=row.pk, by=by, at=now)
    except Refused as refusal:
        if refusal.status == 403:
            raise PermissionDenied from None
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, _("Tersambung: %(n)s layanan terbaca.") % {"n": len(offers)})
    return redirect("relay:body", code)


def _body(code: str) -> Body:
    row = Body.objects.select_related("incoming_key").filter(code=code).first()
    if row is None:
        raise Http404
    return row
