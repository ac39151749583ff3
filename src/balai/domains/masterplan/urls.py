"""Addresses of `masterplan`."""

from django.urls import URLPattern

app_name = "masterplan"
urlpatterns: list[URLPattern] = []
