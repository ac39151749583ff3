"""Django's registration of the engine part `organizations`."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "balai.engine.organizations"
    label = "organizations"
    verbose_name = "Wilayah dan OPD"

    def ready(self) -> None:
        from .models import Area, Mandate, Opd, OpdName, Region
        from .queries import kept

        kept.watch(Region, Area, Opd, OpdName, Mandate)
