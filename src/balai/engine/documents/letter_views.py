"""Pages of letters: anybody checks one by its code or its file, its owner fetches it by a secret link.

Receipts of the journal are checked at the same address. Their codes are longer: nothing is guessed.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.engine.documents import queries
from balai.engine.documents.checking import check_file
from balai.engine.documents.models import Letter
from balai.engine.documents.serving import file_response
from balai.engine.documents.terms import GUESS_SECONDS, MOST_FILES, MOST_GUESSES
from balai.engine.journal import public as journal
from balai.foundation.errors import NotFound, Refused
from balai.foundation.ids import symbols_of
from balai.kits.http.access import public
from balai.kits.http.throttle import stop_spent, throttle
from balai.kits.ui.words import said_refusal


@public
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the code on a letter, or for the file itself."""
    upload = request.FILES.get("file")
    code = request.POST.get("code", "")
    if request.method != "POST" or not (upload or code):
        return render(request, "documents/check.html", {})
    try:
        if upload:
            throttle(request, scope="check-file", limit=MOST_FILES, seconds=GUESS_SECONDS)
            return render(request, "documents/checked_file.html", {"verdict": check_file(upload)})
        found = _guessed(request, code)
        return redirect("letters:checked", code=found.code if _is_receipt(code) else found.check_code)
    except Refused as refusal:
        return _asked_again(request, refusal, code)


@public
@never_cache
@require_safe
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """What everybody may know of one letter or receipt: this is where its QR code leads."""
    try:
        found = _guessed(request, code)
    except Refused as refusal:
        return _asked_again(request, refusal, code)
    if _is_receipt(code):
        return render(request, "documents/checked_receipt.html", {"checked": found})
    return render(request, "documents/checked.html", {"letter": found})


@public
@never_cache
@require_safe
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:
    """A receipt to be kept: the proof that it stands, nothing of what it says."""
    if not _is_receipt(code):
        raise Http404
    try:
        checked = _guessed(request, code)
    except Refused as refusal:
        return JsonResponse({"code": refusal.code, "message": said_refusal(refusal)}, status=refusal.status)
    answer = JsonResponse(journal.as_file(checked), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="tanda-terima-{checked.code}.json"'
    return answer


def _is_receipt(code: str) -> bool:
    return len(symbols_of(code)) == journal.RECEIPT_LENGTH


def _guessed(request: HttpRequest, code: str) -> Letter | journal.Checked:
    """What a code stands for. Well-formed codes of nothing are counted: who guesses is stopped for a while."""
    stop_spent(request, scope="check", limit=MOST_GUESSES)
    try:
        return journal.check_receipt(code) if _is_receipt(code) else queries.checked_letter(code)
    except NotFound:
        throttle(request, scope="check", limit=MOST_GUESSES, seconds=GUESS_SECONDS)
        raise


def _asked_again(request: HttpRequest, refusal: Refused, code: str) -> HttpResponse:
    context = {"code": code, "error": said_refusal(refusal), "is_file": refusal.field == "file"}
    return render(
        request, "documents/check.html", context, status=422 if refusal.status == 400 else refusal.status
    )


@public
@never_cache
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's own page of a letter."""
    found = _owned(token)
    return render(
        request, "documents/letter.html", {"letter": found, "file_url": queries.letter_file_url(found)}
    )


@public
@never_cache
@require_safe
def letter_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The signed PDF, to be saved or, with `?buka`, read in the browser; a revoked letter is no longer handed out."""
    found = _owned(token)
    if not found.is_signed:
        raise Http404
    return file_response(found.document, called="" if "buka" in request.GET else _file_name(found))


def _owned(token: str) -> Letter:
    try:
        return queries.owned_letter(token)
    except NotFound:
        raise Http404 from None


def _file_name(letter: Letter) -> str:
    """No name of a person: files lie about in folders of shared computers."""
    return f"{letter.title} {timezone.localdate(letter.issued_at):%Y-%m-%d} {letter.check_code}.pdf"
