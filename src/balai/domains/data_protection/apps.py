"""Django's registration of the room `data_protection`."""

from django.apps import AppConfig


class DataProtectionConfig(AppConfig):
    name = "balai.domains.data_protection"
    label = "data_protection"
    verbose_name = "Pelindungan data pribadi"

    def ready(self) -> None:
        from balai.domains.data_protection import personal
        from balai.domains.data_protection.permissions import CONFIRMERS, SEERS, WORKERS
        from balai.domains.data_protection.terms import CONFIRM, SEE, WORK
        from balai.engine.people.public import Item, menu, permission

        personal.register()
        permission(WORK, roles=WORKERS, label="Mengerjakan hak atas data pribadi")
        permission(SEE, roles=SEERS, label="Melihat pelindungan data pribadi")
        permission(CONFIRM, roles=CONFIRMERS, label="Memastikan penghapusan data pribadi")
        menu(Item("Data pribadi", "data_protection:register", SEE, "lock", 60))
