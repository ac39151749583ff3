"""Who is told of an alarm: the steward, then the head of the agency, then the regent."""

from datetime import datetime

from django.urls import reverse

from balai.domains.innovations.models import Alarm, Steward
from balai.domains.innovations.terms import ALARM_LABELS, AlarmKind, AlarmLevel
from balai.engine.notices.public import Draft, Recipient, notify_many
from balai.engine.people.public import Role, officers

TEMPLATE = "innovation_alarm"


def tell(alarm: Alarm, *, at: datetime) -> None:
    """Write to whose turn it is, inside the caller's transaction; each rung of an alarm once."""
    url = reverse("innovations:alarm", args=[alarm.pk])
    context = {
        "name": alarm.innovation.name,
        "why": ALARM_LABELS[AlarmKind(alarm.kind)],
        "due": alarm.due_date,
        "url": url,
    }
    key = f"innovations:alarm:{alarm.pk}:{alarm.level}"
    notify_many(
        [
            Draft(event_key=key, recipient=Recipient(user_id=user), template=TEMPLATE, context=context)
            for user in people_of(alarm)
        ],
        at=at,
    )


def people_of(alarm: Alarm) -> list[int]:
    """Accounts whose turn it is. Where nobody is steward the admins of the agency stand in; where an agency has none, the
    coordinator."""
    if alarm.level == AlarmLevel.REGENT:
        return officers(role=Role.EXECUTIVE)
    steward = Steward.objects.filter(
        innovation_id=alarm.innovation_id, until=None, user__is_active=True
    ).values_list("user_id", flat=True)
    if alarm.level == AlarmLevel.STEWARD and steward:
        return list(steward)
    opd = alarm.innovation.opd_id
    return (officers(role=Role.OPD_ADMIN, opd_id=opd) if opd else []) or officers(role=Role.COORDINATOR)
