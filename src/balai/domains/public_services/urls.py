"""Addresses of the room: those of citizens, then those of officers."""

from django.urls import URLPattern

app_name = "public_services"
urlpatterns: list[URLPattern] = []
