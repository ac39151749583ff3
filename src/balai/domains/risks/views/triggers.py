"""Pages of the figures by which a risk reports itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from balai.domains.risks.actions import triggering
from balai.domains.risks.forms import TriggerForm
from balai.domains.risks.models import Trigger
from balai.domains.risks.permissions import KEEP
from balai.domains.risks.views.shown import acting, form_page, kept
from balai.engine.indicators import public as indicators
from balai.engine.people.public import requires
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import tried
from balai.kits.ui.words import said, said_refusal


@requires(KEEP)
def wire(request: HttpRequest, risk_id: int) -> HttpResponse:
    """Wire it to a figure by which it reports itself; the figure is read at once."""
    risk = kept(request, risk_id)
    series = [(one.code, one.label) for one in indicators.Series.objects.order_by("family", "code")]
    counted = [(one.code, said(one.label)) for one in indicators.indicators()]
    form = TriggerForm(request.POST or None, series=series, counted=counted)
    if request.method == "POST" and form.is_valid():
        act = triggering.set_trigger
        if tried(form, lambda: act(risk_id=risk_id, **form.cleaned_data, **acting(request))):
            triggering.check_triggers(at=timezone.now())
            messages.success(request, _("Pemicunya terpasang dan angkanya sudah dibaca."))
            return redirect("risks:detail", risk_id)
    return form_page(request, risk, form, _("Pasang pemicu"))


@requires(KEEP)
@require_POST
def unwire(request: HttpRequest, trigger_id: int) -> HttpResponse:
    """Stop reading a figure."""
    row = Trigger.objects.filter(pk=trigger_id).first()
    if row is None:
        raise Http404
    try:
        triggering.end_trigger(trigger_id=trigger_id, **acting(request))
    except Refused as refusal:
        messages.error(request, said_refusal(refusal))
    else:
        messages.success(request, _("Pemicunya dihentikan."))
    return redirect("risks:detail", row.risk_id)
