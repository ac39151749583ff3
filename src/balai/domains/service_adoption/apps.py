"""Django's registration of the part."""

from django.apps import AppConfig


class ServiceAdoptionConfig(AppConfig):
    name = "balai.domains.service_adoption"
    label = "service_adoption"
    verbose_name = "Adopsi layanan"
