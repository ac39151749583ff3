"""Django's registration of the engine part `notices`."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "balai.engine.notices"
    label = "notices"
