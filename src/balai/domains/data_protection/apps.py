"""Django's registration of the room `data_protection`."""

from datetime import time

from django.apps import AppConfig


class DataProtectionConfig(AppConfig):
    name = "balai.domains.data_protection"
    label = "data_protection"
    verbose_name = "Pelindungan data pribadi"

    def ready(self) -> None:
        from balai.domains.data_protection import personal, tasks
        from balai.domains.data_protection.case_kinds import INCIDENT, REQUEST
        from balai.domains.data_protection.permissions import CONFIRMERS, SEERS, WORKERS
        from balai.domains.data_protection.terms import CONFIRM, SEE, WORK
        from balai.engine.cases.public import register_kind
        from balai.engine.people.public import REPORT_KEEPING, Item, menu, permission
        from balai.kits.tasks.periodic import periodic

        personal.register()
        register_kind(REQUEST)
        register_kind(INCIDENT)
        permission(WORK, roles=WORKERS, label="Mengerjakan hak atas data pribadi")
        permission(SEE, roles=SEERS, label="Melihat pelindungan data pribadi")
        permission(CONFIRM, roles=CONFIRMERS, label="Memastikan penghapusan data pribadi")
        menu(Item("Data pribadi", "data_protection:requests", SEE, "lock", 9, group=REPORT_KEEPING))
        periodic("data_protection.destroy", at=time(2, 50), task=tasks.destroy_what_is_over)
