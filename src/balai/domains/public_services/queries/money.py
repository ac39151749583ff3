"""Questions about money of services: who waits for it, who is to be paid through the bank."""

from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from balai.domains.public_services.models import Application, PaymentBatch, PaymentLine
from balai.domains.public_services.rules.flows import states_before
from balai.engine.packs import public as packs


def waiting(service: str) -> QuerySet[Application]:
    """The waiting list of a service, in the order in which it is served."""
    rows = Application.objects.filter(service=service, queued_at__isnull=False)
    return rows.select_related("case", "case__area").order_by("queued_at", "pk")


def is_waited_for(application: Application) -> bool:
    """Whether somebody of the same service waits for money before this one."""
    rows = Application.objects.filter(service=application.service, queued_at__isnull=False)
    if application.queued_at is not None:
        earlier = Q(queued_at__lt=application.queued_at)
        rows = rows.filter(earlier | Q(queued_at=application.queued_at, pk__lt=application.pk))
    return rows.exists()


def is_at_bank(application: Application) -> bool:
    """Whether a file for the bank names this application and the bank has not said what came of it."""
    return PaymentLine.objects.filter(application=application, state="PENDING").exists()


def to_transfer(service: str, channel: str) -> QuerySet[Application]:
    """Applications with money promised that are paid through the bank that way and stand in no living batch."""
    steps = {
        step
        for version in Application.objects.filter(service=service, queued_at=None)
        .values_list("pack_version_id", flat=True)
        .distinct()
        for step in states_before(packs.pack_of(version).flow, "PAY")
    }
    rows = Application.objects.filter(
        service=service,
        channel=channel,
        reservation_id__isnull=False,
        payment_id=None,
        case__category_code=service,
        case__step__in=steps,
    )
    living = PaymentLine.objects.filter(state__in=["PENDING", "PAID"]).values("application_id")
    return rows.exclude(pk__in=living).select_related("case", "case__area").order_by("filed_date", "pk")


def batches(service: str) -> QuerySet[PaymentBatch]:
    """The payment batches of a service, newest first, each with `number`, `total_rupiah`, `pending` and `paid`."""
    return (
        PaymentBatch.objects.filter(service=service)
        .annotate(
            number=Count("lines"),
            total_rupiah=Sum("lines__amount_rupiah"),
            pending=Count("lines", filter=Q(lines__state="PENDING")),
            paid=Count("lines", filter=Q(lines__state="PAID")),
        )
        .order_by("-created_at", "-pk")
    )


def lines_due(on: date) -> QuerySet[PaymentLine]:
    """Payments on virtual accounts that nobody drew in time."""
    return PaymentLine.objects.filter(state="PENDING", lapse_date__lt=on).order_by("lapse_date", "pk")
