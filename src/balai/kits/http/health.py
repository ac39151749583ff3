"""`/healthz`: may citizens be sent here? For load balancers and for whoever is on duty."""

from datetime import timedelta

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from balai.kits.tasks.queue import last_beat

SILENCE = timedelta(seconds=30)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database answers and a worker was seen within 30 seconds; else 503 and why."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        beat = last_beat()
    except Error:
        return _ill("DATABASE_AWAY", "Basis data tidak menjawab.")
    if beat is None or timezone.now() - beat > SILENCE:
        return _ill("WORKER_SILENT", "Pekerja latar tidak berdenyut; jalankan `balai worker`.")
    return JsonResponse({"status": "OK"})


def _ill(code: str, message: str) -> JsonResponse:
    response = JsonResponse({"status": "ILL", "code": code, "message": message}, status=503)
    response._has_been_logged = True  # the asker is told every few seconds; the log need not be
    return response


healthz.permission = "public"
