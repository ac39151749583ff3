"""Django's registration of the engine part `indicators`."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "balai.engine.indicators"
    label = "indicators"
    verbose_name = "Indikator"
