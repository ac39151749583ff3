"""Django's registration of the ledger: its permissions, its place in the menu, its part of a region's folder."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "balai.engine.ledger"
    label = "ledger"
    verbose_name = "Kas"

    def ready(self) -> None:
        from balai.engine.ledger.loading import load
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import Item, Role, menu, permission

        region_loader("ledger", load)
        seeing = {Role.OPD_ADMIN, Role.COORDINATOR, Role.EXECUTIVE, Role.AUDITOR}
        permission("ledger.see", roles=seeing, label="Melihat kas layanan")
        permission("ledger.budget", roles={Role.OPD_ADMIN}, label="Mengubah pagu")
        menu(Item("Kas", "ledger:ceilings", "ledger.see", "scales", 7))
