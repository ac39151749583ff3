"""The character nought (U+0000): nobody types it, PostgreSQL refuses it, and SQLite keeps it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


class NoughtMiddleware:
    """Nothing is called by a name with a nought in it, and in what follows the address it is left out.

    Fields of forms refuse it themselves with a sentence, and so do questions to the API with a code.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if ("%00" in query or "\0" in query) and not request.path_info.startswith("/api/"):
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\0", "")
        return self.get_response(request)
