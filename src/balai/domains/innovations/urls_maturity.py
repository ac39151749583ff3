"""Addresses of maturity and of the blind check by peers, below `/inovasi/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
