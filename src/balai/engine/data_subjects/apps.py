"""Django's registration of the engine part `data_subjects`."""

from django.apps import AppConfig


class DataSubjectsConfig(AppConfig):
    name = "balai.engine.data_subjects"
    label = "data_subjects"
    verbose_name = "Subjek data"
