"""Addresses of the interface alone, for its own tests."""

from django.urls import include, path

urlpatterns = [path("ui/", include("balai.kits.ui.urls")), path("i18n/", include("django.conf.urls.i18n"))]
