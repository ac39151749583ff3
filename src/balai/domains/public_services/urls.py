"""Addresses of the part."""

from django.urls import URLPattern

app_name = "public_services"
urlpatterns: list[URLPattern] = []
