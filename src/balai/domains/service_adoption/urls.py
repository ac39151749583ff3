"""Addresses of the part."""

from django.urls import URLPattern

app_name = "service_adoption"
urlpatterns: list[URLPattern] = []
