"""The register as a list, filtered, and as Excel."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.permissions import KEEP
from balai.domains.innovations.rules.columns import COLUMNS
from balai.domains.innovations.terms import FORM_LABELS, LIFE_LABELS, ORIGIN_LABELS, STAGE_LABELS
from balai.domains.innovations.views.overview import tabs
from balai.engine.organizations import public as organizations
from balai.engine.people.public import may, requires
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.kits.excel import Sheet, excel_response
from balai.kits.ui.words import said

ROWS_PER_PAGE = 50


@requires("public")
def listing(request: HttpRequest) -> HttpResponse:
    """The register, filtered; as Excel too."""
    get = request.GET
    rows = (
        Innovation.objects.filter(merged_into=None).select_related("opd", "liveness").order_by("name", "pk")
    )
    if words := get.get("q", "").strip()[:100]:
        rows = rows.filter(name__icontains=words)
    if get.get("opd"):
        rows = rows.filter(opd__code=get["opd"])
    if get.get("tahap") in STAGE_LABELS:
        rows = rows.filter(stage=get["tahap"])
    if get.get("hidup") in LIFE_LABELS:
        rows = rows.filter(liveness__life=get["hidup"])
    if get.get("dimensi") in DIMENSION_LABELS:
        rows = rows.filter(dimension=get["dimensi"])
    if get.get("aneh"):
        rows = rows.exclude(odd=[])
    if get.get("bentuk") == "xlsx":
        return _register_file(rows)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(get.get("halaman"))
    query = get.copy()
    query.pop("halaman", None)
    prefix = f"?{query.urlencode()}&" if query else "?"
    context = {
        "page": page,
        "words": words,
        "chosen": get,
        "opds": [opd.code for opd in organizations.active_opds(on=timezone.localdate())],
        "stages": [(code.value, said(label)) for code, label in STAGE_LABELS.items()],
        "lives": [(code.value, said(label)) for code, label in LIFE_LABELS.items()],
        "dimensions": DIMENSION_LABELS.items(),
        "previous_url": f"{prefix}halaman={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"{prefix}halaman={page.next_page_number()}" if page.has_next() else "",
        "excel_url": f"{prefix}bentuk=xlsx",
        "may_keep": may(request.user, KEEP),
        "tabs": tabs(request, "list"),
        "tabs_label": _("Bagian inovasi"),
    }
    return render(request, "innovations/list.html", context)


def _register_file(rows: QuerySet[Innovation]) -> HttpResponse:
    """The columns that can come in again first, then what was measured."""
    titles = [
        *(title for title, _others in COLUMNS.values()),
        _("Hidup"), _("Indeks hidup"), _("Keyakinan"), _("Tahun kematangan"), _("Yang ganjil"),
    ]  # fmt: skip
    lines = (
        (
            one.register_number, one.name, one.opd.code if one.opd else one.opd_text, STAGE_LABELS[one.stage],
            ORIGIN_LABELS[one.origin], "Digital" if one.is_digital else "Non digital", FORM_LABELS[one.form], one.affair,
            one.trial_date, one.adoption_date, str(one.paper_maturity) if one.paper_maturity is not None else "",
            *_life(one), one.paper_maturity_year, " ".join(one.odd),
        )
        for one in rows
    )  # fmt: skip
    return excel_response("daftar-inovasi", Sheet(_("Inovasi"), titles, lines))


def _life(one: Innovation) -> tuple[str, str, str]:
    """State, index and confidence as a sheet shows them."""
    if not hasattr(one, "liveness"):
        return "", "", ""
    row = one.liveness
    index = "" if row.index is None else f"{row.index / 100:.2f}"
    return said(LIFE_LABELS[row.life]), index, f"{row.confidence / 100:.0f}"
