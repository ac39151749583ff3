"""Django's registration of the engine part `documents`."""

from datetime import time

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "balai.engine.documents"
    label = "documents"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from balai.engine.documents.tasks import sweep_documents
        from balai.kits.tasks.periodic import periodic

        periodic("documents.sweep", at=time(2, 30), task=sweep_documents)
