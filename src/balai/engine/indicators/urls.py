"""Addresses of yearly series, below `/indikator/`."""

from django.urls import path

from . import views

app_name = "indicators"
urlpatterns = [
    path("", views.family, name="family"),
    path("ipm/", views.calculator, name="calculator"),
    path("<str:code>/", views.series, name="series"),
    path("<str:code>/catat/", views.state, name="state"),
    path("<str:code>/target/", views.target, name="target"),
]
