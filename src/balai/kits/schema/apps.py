"""Django's registration of the kit `schema`: its command `migrate` stands before Django's."""

from django.apps import AppConfig


class SchemaConfig(AppConfig):
    name = "balai.kits.schema"
    label = "schema"
    verbose_name = "Susunan tabel"
