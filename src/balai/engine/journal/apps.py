"""Django's registration of the engine part `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "balai.engine.journal"
    label = "journal"
