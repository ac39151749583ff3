"""Django's registration of the room `masterplan`."""

from django.apps import AppConfig


class MasterplanConfig(AppConfig):
    name = "balai.domains.masterplan"
    label = "masterplan"
    verbose_name = "Masterplan"

    def ready(self) -> None:
        pass
