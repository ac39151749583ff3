"""Questions about people."""

from balai.engine.people.models import User
from balai.engine.people.terms import Role


def officers(*, role: Role | None = None, opd_id: int | None = None) -> list[int]:
    """Ids of active accounts with that role or of that agency."""
    users = User.objects.filter(is_active=True)
    if role is not None:
        users = users.filter(role=role.value)
    if opd_id is not None:
        users = users.filter(opd_id=opd_id)
    return list(users.order_by("pk").values_list("pk", flat=True))
