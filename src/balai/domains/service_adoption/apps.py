"""Django's registration of the room: its permissions and its place in the menu."""

from django.apps import AppConfig


class ServiceAdoptionConfig(AppConfig):
    name = "balai.domains.service_adoption"
    label = "service_adoption"
    verbose_name = "Adopsi layanan"

    def ready(self) -> None:
        from balai.domains.service_adoption import personal
        from balai.domains.service_adoption.permissions import ADOPTERS, READERS
        from balai.engine.people.public import Item, menu, permission

        personal.register()
        permission("services.adopt", roles=ADOPTERS, label="Memasang dan mengatur layanan")
        permission("services.adoption.see", roles=READERS, label="Melihat adopsi layanan")
        menu(Item("Paket layanan", "service_adoption:list", "services.adoption.see", "file", 7))
