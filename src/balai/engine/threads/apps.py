"""Django's registration of the engine part `threads`."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "balai.engine.threads"
    label = "threads"
    verbose_name = "Benang merah"

    def ready(self) -> None:
        from balai.engine.people.public import Item, Role, menu, permission
        from balai.engine.threads.terms import TIE

        permission(TIE, roles={Role.COORDINATOR, Role.OPD_ADMIN}, label="Menghubungkan benang merah")
        menu(Item("Benang merah", "threads:home", "public", "link", 56))
