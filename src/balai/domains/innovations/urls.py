"""Addresses of `innovations`."""

from django.urls import URLPattern

app_name = "innovations"
urlpatterns: list[URLPattern] = []
