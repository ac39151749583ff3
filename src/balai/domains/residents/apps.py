"""Django's registration of the part."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    name = "balai.domains.residents"
    label = "residents"
    verbose_name = "Penduduk desa"
