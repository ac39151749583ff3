"""Django's registration of the engine part `evidence`."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "balai.engine.evidence"
    label = "evidence"
    verbose_name = "Bukti"

    def ready(self) -> None:
        from balai.engine.documents.public import in_use, visibility
        from balai.engine.evidence.models import Evidence
        from balai.engine.evidence.permissions import KEEPERS, READERS, VERIFIERS, may_open
        from balai.engine.evidence.terms import DOCUMENT_KIND, KEEP, SEE, VERIFY
        from balai.engine.people.public import SMART_CITY, Item, menu, permission

        permission(SEE, roles=READERS, label="Melihat bukti")
        permission(KEEP, roles=KEEPERS, label="Menyimpan bukti")
        permission(VERIFY, roles=VERIFIERS, label="Memeriksa bukti")
        menu(Item("Bukti", "evidence:list", SEE, "shield", 58, group=SMART_CITY))
        visibility(DOCUMENT_KIND, may_open)
        in_use(
            DOCUMENT_KIND,
            lambda ids: set(Evidence.objects.filter(document__in=ids).values_list("document_id", flat=True)),
        )
