"""Addresses of `duties`, below `/kewajiban/`."""

from django.urls import path

from balai.engine.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.duties, name="list"),
    path("daftar.xlsx", views.export, name="export"),
    path("baru/", views.new, name="new"),
]
