"""Addresses of the inbox, below `/pemberitahuan/`."""

from django.urls import path

from balai.engine.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.show_inbox, name="inbox"),
    path("<int:notice_id>/baca/", views.read_one, name="read"),
    path("baca-semua/", views.read_all, name="read_all"),
    path("pilihan/", views.choose, name="choose"),
    path("berhenti/<str:token>/", views.stop, name="stop"),
]
