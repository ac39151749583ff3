"""Who acts in the demonstration: the agency's field officer, its admin, the coordinator."""

from random import Random

from balai.engine.cases.public import Case
from balai.engine.organizations import public as organizations
from balai.engine.organizations.public import Opd
from balai.engine.people.public import Role, User, actor_of
from balai.foundation.actor import CITIZEN, Actor

_FIELD_WORK = frozenset({"ACCEPT", "REPLY", "TELL", "REMARK", "SOLVE", "AGAIN", "PAUSE", "RESUME"})
# Who is usually proposed when an agency says that it is not its task.
_USUAL = ("DPUPR", "DPRKP", "DLH", "DISHUB", "DISPERMADES", "SATPOLPP")


class Officers:
    """The accounts of the demonstration by agency and role, read once."""

    def __init__(self) -> None:
        self._of: dict[tuple[int | None, str], User] = {}
        for user in User.objects.filter(is_active=True).order_by("-pk"):
            self._of[user.opd_id, user.role] = user

    def by_role(self, role: Role) -> User | None:
        return next((user for (_, of), user in self._of.items() if of == role), None)

    def actor(self, case: Case, act: str, rng: Random) -> Actor:
        """Who does `act` on behalf of the holding agency."""
        coordinator = organizations.coordinator()
        if act == "DECIDE" or case.holder_id == coordinator.pk:
            return actor_of(self._of[coordinator.pk, Role.COORDINATOR])
        field = self._of.get((case.holder_id, Role.FIELD_OFFICER))
        if field and act in _FIELD_WORK and rng.random() < 0.5:
            return actor_of(field)
        return actor_of(self._of[case.holder_id, Role.OPD_ADMIN])

    def coordinator(self) -> Actor:
        """Who coordinates complaints."""
        return actor_of(self._of[organizations.coordinator().pk, Role.COORDINATOR])

    def assignee(self, case: Case) -> User:
        """The person of the holding agency who goes there."""
        roles = (Role.FIELD_OFFICER, Role.OPD_ADMIN, Role.COORDINATOR)
        return next(user for role in roles if (user := self._of.get((case.holder_id, role))))

    def reporter(self, *, by_account: bool, channel: str) -> Actor:
        """Who files: a visitor, the citizen with an account, the village officer, another application."""
        if by_account and (user := self.by_role(Role.CITIZEN)):
            return actor_of(user)
        if channel == "DESK" and (user := self.by_role(Role.VILLAGE_OFFICER)):
            return actor_of(user)
        return CITIZEN if channel in {"WEB", "DESK"} else Actor("APPLICATION")


def proposal(case: Case, area_code: str, held: set[int], rng: Random) -> Opd:
    """Another agency that could be meant: the office of the kecamatan, or one that often is."""
    offices = [opd for opd in organizations.active_opds(on=case.opened_at.date()) if _serves(opd, area_code)]
    usual = [organizations.opd(code) for code in _USUAL]
    fitting = [opd for opd in [*offices, *usual] if opd.pk not in held | {case.holder_id, case.barred_opd_id}]
    return rng.choice(fitting[:3])


def decided(case: Case, area_code: str) -> Opd:
    """Whom the coordinator names: the agency with the mandate, or the office of the kecamatan."""
    day = case.opened_at.date()
    mandated = organizations.responsible(category_code=case.category_code, area_code=area_code, on=day)
    barred = {case.barred_opd_id, organizations.coordinator().pk}
    if mandated and mandated.pk not in barred:
        return mandated
    return next(
        opd for opd in organizations.active_opds(on=day) if _serves(opd, area_code) and opd.pk not in barred
    )


def _serves(opd: Opd, area_code: str) -> bool:
    return opd.kind == "KECAMATAN" and bool(opd.area_id) and area_code.startswith(f"{opd.area_id}.")
