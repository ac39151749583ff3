"""Django's registration of the engine part `parameters`."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "balai.engine.parameters"
    label = "parameters"
    verbose_name = "Parameter dan hari libur"

    def ready(self) -> None:
        from .models import Holiday, Parameter
        from .queries import kept

        kept.watch(Parameter, Holiday)
