"""Django's registration of the engine part `threads`."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "balai.engine.threads"
    label = "threads"
    verbose_name = "Benang merah"

    def ready(self) -> None:
        from balai.engine.evidence.public import name_things_by
        from balai.engine.people.public import SMART_CITY, Item, Role, menu, permission
        from balai.engine.threads.naming import THINGS
        from balai.engine.threads.terms import TIE

        name_things_by(THINGS)
        permission(TIE, roles={Role.COORDINATOR, Role.OPD_ADMIN}, label="Menghubungkan benang merah")
        menu(Item("Benang merah", "threads:home", "public", "link", 57, group=SMART_CITY))
