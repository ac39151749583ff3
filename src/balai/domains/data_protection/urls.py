"""Addresses of data protection, below `/privasi/`."""

from django.urls import path

from balai.domains.data_protection.views import register

app_name = "data_protection"
urlpatterns = [
    path("", register.privacy, name="privacy"),
    path("daftar/", register.register, name="register"),
    path("daftar/<slug:code>/", register.assessment, name="assessment"),
]
