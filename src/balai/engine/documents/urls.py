"""Addresses of photos and PDF files. The pattern admits a token and nothing else, so no path can be climbed."""

from django.urls import re_path

from balai.engine.documents import views

app_name = "documents"
urlpatterns = [
    re_path(r"^(?P<token>[0-9a-f]{32})-(?P<key>[0-9a-f]{24})\.jpg$", views.original, name="original"),
    re_path(r"^(?P<token>[0-9a-f]{32})(?P<small>-k|)\.jpg$", views.photo, name="photo"),
    re_path(r"^(?P<token>[0-9a-f]{32})\.pdf$", views.pdf, name="pdf"),
]
