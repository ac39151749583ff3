"""Use of services elsewhere, as the donor sees it; and the file that an adopter hands out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from balai.domains.service_adoption.actions import receive_usage, usage_file
from balai.domains.service_adoption.forms import UsageForm
from balai.domains.service_adoption.models import UsageFile
from balai.domains.service_adoption.rules import totals
from balai.domains.service_adoption.views.asking import SEE, draw, page
from balai.engine.people.public import actor_of, requires
from balai.foundation.errors import Forbidden, NotFound, Refused

MOST_FILES = 200


@requires(SEE)
@page
def usage(request: HttpRequest) -> HttpResponse:
    """The newest counts of each region and pack, and the form that takes another file."""
    form = UsageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            data = form.cleaned_data["file"].read(600_000)
            row = receive_usage(data=data, by=actor_of(request), at=timezone.now())
            messages.success(request, f"Hitungan dari {row.region_name} diterima.")
            return redirect("service_adoption:usage")
        except Forbidden:
            raise
        except Refused as refusal:
            form.refuse(refusal)
    newest: dict[tuple[str, str], UsageFile] = {}
    for row in UsageFile.objects.order_by("-until", "-pk")[:MOST_FILES]:
        newest.setdefault((row.pack, row.region_code), row)
    rows = [{"file": row, **totals(row.rows)} for row in newest.values()]
    return draw(
        request, "usage", {"form": form, "rows": rows}, status=422 if request.method == "POST" else 200
    )


@requires(SEE)
def usage_download(request: HttpRequest, pack: str) -> HttpResponse:
    """The signed counts of this region, where it agreed to share them."""
    try:
        data = usage_file(pack, at=timezone.now())
    except NotFound:
        return redirect("service_adoption:list")
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("service_adoption:adoption", pack=pack)
    response = HttpResponse(data, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="pemakaian-{pack}.json"'
    return response
