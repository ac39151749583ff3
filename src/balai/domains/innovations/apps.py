"""Django's registration of the room `innovations`."""

from django.apps import AppConfig


class InnovationsConfig(AppConfig):
    name = "balai.domains.innovations"
    label = "innovations"
    verbose_name = "Inovasi"

    def ready(self) -> None:
        pass
