"""Django's registration of the engine part `publications`."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "balai.engine.publications"
    label = "publications"
    verbose_name = "Terbitan"

    def ready(self) -> None:
        from balai.engine.people.public import SMART_CITY, Item, Role, menu, permission
        from balai.engine.publications.terms import ISSUE

        # The door only: who issues which publication is said by the publication itself.
        officers = {Role.COORDINATOR, Role.EXECUTIVE, Role.OPD_ADMIN, Role.FIELD_OFFICER}
        permission(ISSUE, roles=officers, label="Menyiapkan terbitan")
        menu(Item("Terbitan", "publications:shelf", "public", "file", 59, group=SMART_CITY))
