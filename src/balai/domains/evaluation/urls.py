"""Addresses of evaluation, below `/evaluasi/`."""

from django.urls import URLPattern

from balai.domains.evaluation import urls_field

app_name = "evaluation"
urlpatterns: list[URLPattern] = [
    *urls_field.urlpatterns,
]
