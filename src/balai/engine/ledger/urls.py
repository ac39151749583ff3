"""Addresses of the ledger, below `/kas/`."""

from django.urls import URLPattern

app_name = "ledger"
urlpatterns: list[URLPattern] = []
