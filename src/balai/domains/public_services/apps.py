"""Django's registration of the part."""

from django.apps import AppConfig


class PublicServicesConfig(AppConfig):
    name = "balai.domains.public_services"
    label = "public_services"
    verbose_name = "Layanan publik"
