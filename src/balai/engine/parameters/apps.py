"""Django's registration of the engine part `parameters`."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "balai.engine.parameters"
    label = "parameters"
