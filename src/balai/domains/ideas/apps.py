"""Django's registration of the room `ideas`."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "balai.domains.ideas"
    label = "ideas"
    verbose_name = "Gagasan"

    def ready(self) -> None:
        pass
