"""Django's registration of the engine part `documents`."""

from datetime import time, timedelta

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "balai.engine.documents"
    label = "documents"
    verbose_name = "Dokumen"

    def ready(self) -> None:
        from balai.engine.documents.actions.covers import covers_in_use
        from balai.engine.documents.actions.sweeping import in_use
        from balai.engine.documents.models import Letter
        from balai.engine.documents.permissions import visibility
        from balai.engine.documents.tasks import look_at_photos, sweep_documents
        from balai.engine.documents.terms import COVER_KIND, LETTER_KIND
        from balai.kits.tasks.periodic import periodic

        # A letter is handed out by its own secret address only.
        visibility(LETTER_KIND, lambda document, user: False)
        in_use(
            LETTER_KIND,
            lambda ids: set(Letter.objects.filter(document__in=ids).values_list("document_id", flat=True)),
        )
        in_use(COVER_KIND, covers_in_use)
        periodic("documents.look", every=timedelta(seconds=20), task=look_at_photos)
        periodic("documents.sweep", at=time(2, 30), task=sweep_documents)
