"""Django's registration of the engine part `documents`."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "balai.engine.documents"
    label = "documents"
