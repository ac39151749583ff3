"""Django's registration of the room `risks`."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    name = "balai.domains.risks"
    label = "risks"
    verbose_name = "Risiko"

    def ready(self) -> None:
        pass
