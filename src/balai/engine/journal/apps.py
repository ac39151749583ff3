"""Django's registration of the engine part `journal`."""

from datetime import time, timedelta

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "balai.engine.journal"
    label = "journal"
    verbose_name = "Jurnal"

    def ready(self) -> None:
        from balai.kits.tasks.periodic import periodic

        from . import tasks

        periodic("journal.seal", every=timedelta(seconds=1), task=tasks.seal_journal)
        periodic("journal.publish_root", at=time(0, 5), task=tasks.publish_daily_root)
