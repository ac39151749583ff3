"""Named questions about breaches."""

from django.db.models import QuerySet

from balai.domains.data_protection.models import Incident


def public_notices() -> QuerySet[Incident]:
    """What everybody has to be told, newest first; exercises never."""
    rows = Incident.objects.filter(public_at__isnull=False, is_exercise=False)
    return rows.select_related("case").order_by("-public_at")[:10]
