"""Django's registration of the engine part `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "balai.engine.people"
    label = "people"
    verbose_name = "Pengguna"

    def ready(self) -> None:
        from balai.engine.journal.public import follow

        from .permissions import permission
        from .tasks import invite_created
        from .terms import ACCOUNT, ADMINISTER, BACK_OFFICE_ROLES, SIGNED_IN, Act

        permission(ACCOUNT, roles=SIGNED_IN, label="Akun saya")
        permission(ADMINISTER, roles=BACK_OFFICE_ROLES, label="Kelola data acuan dan akun")
        follow("people.invitations", codes={Act.CREATED.value}, handler=invite_created)
