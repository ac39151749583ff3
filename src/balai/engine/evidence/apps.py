"""Django's registration of the engine part `evidence`."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "balai.engine.evidence"
    label = "evidence"
    verbose_name = "Bukti"

    def ready(self) -> None:
        pass
