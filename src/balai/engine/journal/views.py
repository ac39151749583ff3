"""What anybody may see of the journal: roots, links and receipts. Never an entry itself."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balai.kits.http.access import public

from . import queries, rules
from .models import Root

PAGE = 1_000
ROOTS_SHOWN = 60
ROOTS_FED = 30


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


@public
@require_safe
def roots_file(request: HttpRequest) -> HttpResponse:
    """All daily roots as plain lines, for whoever keeps a copy; the newest last, so that a copy only grows."""
    lines = ["# tanggal posisi akar-rantai puncak-pohon"]
    lines += [queries.line_of(root) for root in queries.every_root()]
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=300"
    return answer


class RootFeed(Feed):
    """The newest daily roots as Atom: every feed reader that follows it is one more copy."""

    feed_type = Atom1Feed
    permission = "public"
    link = "/transparansi/jejak/"
    feed_url = "/transparansi/akar.atom"

    def title(self) -> str:
        return _("Akar harian")

    def items(self) -> list[Root]:
        return queries.roots(limit=ROOTS_FED)

    def item_title(self, item: Root) -> str:
        return _("Akar %(day)s") % {"day": item.date.isoformat()}

    def item_description(self, item: Root) -> str:
        return queries.line_of(item)

    def item_link(self, item: Root) -> str:
        return reverse("journal:receipt", args=[item.position])

    def item_guid(self, item: Root) -> str:
        return f"urn:sha256:{item.hash}:{item.date.isoformat()}"

    def item_pubdate(self, item: Root) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Root) -> datetime:
        return item.published_at
