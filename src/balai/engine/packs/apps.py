"""Django's registration of the part."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "balai.engine.packs"
    label = "packs"
    verbose_name = "Paket layanan"
