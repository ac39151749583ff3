"""Django's registration of the engine part `duties`."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "balai.engine.duties"
    label = "duties"
    verbose_name = "Kewajiban"

    def ready(self) -> None:
        pass
