"""A refusal that no page caught is told on a page of its own, never as a fault of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal

Handler = Callable[[HttpRequest], HttpResponse]


class RefusedMiddleware:
    """Answers with the status of the refusal and its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        template = "403.html" if error.status == 403 else "ui/refused.html"
        context = {"message": said_refusal(error), "code": error.status}
        return render(request, template, context, status=error.status)
