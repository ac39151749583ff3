"""Addresses of the gate."""

from django.urls import path

from balai.engine.gate import views

app_name = "gate"
urlpatterns = [
    path("banding/", views.appeal_start, name="start"),
    path("banding/<str:code>/", views.appeal, name="appeal"),
    path("petugas/gerbang/", views.desk, name="desk"),
    path("petugas/gerbang/tutup/<slug:kind>/<int:number>/", views.ban, name="ban"),
    path("petugas/gerbang/<int:ban_id>/buka/", views.lift, name="lift"),
    path("petugas/gerbang/keberatan/<int:appeal_id>/", views.decide, name="decide"),
]
