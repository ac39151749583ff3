"""Django's registration of the room `needs`."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "balai.domains.needs"
    label = "needs"
    verbose_name = "Kebutuhan"

    def ready(self) -> None:
        pass
