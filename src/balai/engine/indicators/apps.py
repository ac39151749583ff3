"""Django's registration of the engine part `indicators`."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "balai.engine.indicators"
    label = "indicators"
    verbose_name = "Indikator"

    def ready(self) -> None:
        from balai.engine.organizations.public import region_loader
        from balai.engine.people.public import SMART_CITY, Item, Role, menu, permission
        from balai.engine.threads.public import register_thread_kind

        from .loading import load
        from .threads import THREAD_KIND

        region_loader("indicators", load)
        register_thread_kind(THREAD_KIND)
        permission(
            "indicators.state", roles={Role.COORDINATOR, Role.OPD_ADMIN}, label="Mencatat angka indikator"
        )
        menu(Item("Indikator", "indicators:family", "public", "chart", 56, group=SMART_CITY))
