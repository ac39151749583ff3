"""Django's registration of the engine part `publications`."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "balai.engine.publications"
    label = "publications"
    verbose_name = "Terbitan"

    def ready(self) -> None:
        pass
