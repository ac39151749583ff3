"""Django's registration of the engine part `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "balai.engine.people"
    label = "people"
    verbose_name = "Pengguna"

    def ready(self) -> None:
        from balai.engine.journal.public import follow

        from . import personal
        from .menu import Item, menu
        from .permissions import permission
        from .tasks import invite_created
        from .terms import ACCOUNT, ADMINISTER, BACK_OFFICE_ROLES, COLLEAGUES, SIGNED_IN, Act, Role

        personal.register()
        permission(ACCOUNT, roles=SIGNED_IN, label="Akun saya")
        permission(ADMINISTER, roles=BACK_OFFICE_ROLES, label="Kelola data acuan dan akun")
        permission(COLLEAGUES, roles={Role.OPD_ADMIN}, label="Akun petugas")
        menu(Item("Akun petugas", "people_colleagues", COLLEAGUES, "users", 90))
        follow("people.invitations", codes={Act.CREATED.value}, handler=invite_created)
