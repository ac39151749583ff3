"""Addresses of the masterplan, below `/masterplan/`."""

from django.urls import URLPattern

from balai.domains.masterplan import urls_strategy

app_name = "masterplan"
urlpatterns: list[URLPattern] = [*urls_strategy.urlpatterns]
