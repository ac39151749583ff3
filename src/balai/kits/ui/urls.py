"""Addresses under /ui/: the accessibility statement, and the living page of components."""

from django.urls import path

from balai.kits.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("kerja/", views.gallery_officer, name="gallery_officer"),
    path("cetak/", views.gallery_print, name="gallery_print"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
]
