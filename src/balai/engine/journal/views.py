"""What anybody may see of the journal: roots, links and receipts. Never an entry itself."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balai.kits.http.access import public

from . import queries, rules

PAGE = 1_000
ROOTS_SHOWN = 60


@public
@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """The newest daily roots, and how to check them."""
    reference = request.GET.get("cari", "").strip()
    context = {
        "roots": queries.roots(limit=ROOTS_SHOWN),
        "reference": reference,
        "receipt": queries.receipt(reference) if reference else None,
    }
    return render(request, "journal/roots.html", context)


@public
@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """One link by position or hash: proof that something stands there, not what."""
    found = queries.receipt(reference)
    if found is None:
        raise Http404
    return render(request, "journal/receipt.html", {"receipt": found})


@public
@require_safe
def chain(request: HttpRequest) -> JsonResponse:
    """Roots, and `PAGE` links from position `dari` on, for programs that check them."""
    try:
        start = max(1, int(request.GET.get("dari", "1")))
    except ValueError:
        start = 1
    start = min(start, 2**62)
    links = queries.links(start=start, limit=PAGE)
    return JsonResponse(
        {
            "format": rules.FORMAT,
            "rumus": 'hash = SHA-256("posisi|hash sebelumnya|sidik")',
            "akar": [
                {"tanggal": root.date, "posisi": root.position, "hash": root.hash} for root in queries.roots()
            ],
            "mata_rantai": [
                {
                    "posisi": link.position,
                    "sidik": link.digest,
                    "sebelumnya": link.previous_hash,
                    "hash": link.hash,
                }
                for link in links
            ],
            "berikutnya": start + PAGE if len(links) == PAGE else None,
        }
    )
