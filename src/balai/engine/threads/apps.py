"""Django's registration of the engine part `threads`."""

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "balai.engine.threads"
    label = "threads"
    verbose_name = "Benang merah"

    def ready(self) -> None:
        pass
