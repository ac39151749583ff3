"""Django's registration of the room `masterplan`."""

from django.apps import AppConfig


class MasterplanConfig(AppConfig):
    name = "balai.domains.masterplan"
    label = "masterplan"
    verbose_name = "Masterplan"

    def ready(self) -> None:
        from balai.domains.masterplan.ready_programmes import programmes_ready
        from balai.domains.masterplan.ready_strategy import strategy_ready

        programmes_ready()
        strategy_ready()
