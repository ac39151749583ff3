"""Django's registration of the part: packs of a region's folder are installed when the region is loaded."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "balai.engine.packs"
    label = "packs"
    verbose_name = "Paket layanan"

    def ready(self) -> None:
        from balai.engine.organizations.public import region_loader

        from .actions import load
        from .models import PackVersion, Service
        from .queries import kept

        kept.watch(Service, PackVersion)
        region_loader("packs", load)
