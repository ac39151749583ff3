"""Addresses of field review, below `/evaluasi/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
