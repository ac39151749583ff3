"""Addresses of threads, below `/benang/`."""

from django.urls import path

from . import views

app_name = "threads"
urlpatterns = [
    path("", views.home, name="home"),
    path("buntu/<str:code>/", views.dead_end, name="dead_end"),
    path("hubungan/<int:link_id>/putus/", views.cut, name="cut"),
    path("<str:kind>/<str:number>/", views.knot, name="knot"),
    path("<str:kind>/<str:number>/hubungkan/", views.tie_to, name="tie"),
]
