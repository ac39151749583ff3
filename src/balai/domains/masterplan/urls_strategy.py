"""Addresses of strategy, workshops, decrees and books, below `/masterplan/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
