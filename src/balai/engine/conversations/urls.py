"""Addresses of conversations, below `/petugas/percakapan/`."""

from django.urls import path

from balai.engine.conversations import views

app_name = "conversations"
urlpatterns = [
    path("", views.conversation_list, name="list"),
    path("kanal/", views.channels, name="channels"),
    path("<int:conversation_id>/", views.conversation, name="conversation"),
    path("<int:conversation_id>/ambil/", views.take_over, name="take"),
    path("<int:conversation_id>/kembalikan/", views.give_back, name="give_back"),
]
