"""Addresses of the room, below `/arahan/`."""

from django.urls import path

from balai.domains.instructions import views

app_name = "instructions"
urlpatterns = [
    path("", views.instructions, name="list"),
    path("baru/", views.give, name="give"),
]
