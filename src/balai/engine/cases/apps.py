"""Django's registration of the engine part `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "balai.engine.cases"
    label = "cases"
