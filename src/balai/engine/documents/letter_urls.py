"""Addresses of letters: where anybody checks one, and where its owner fetches it."""

from django.urls import path, re_path

from balai.engine.documents import letter_views as views

app_name = "letters"
urlpatterns = [
    path("periksa/", views.check, name="check"),
    path("periksa/<str:code>/", views.checked, name="checked"),
    path("periksa/<str:code>/tanda-terima.json", views.receipt_file, name="receipt_file"),
    re_path(r"^surat/(?P<token>[0-9a-f]{32})/$", views.letter, name="letter"),
    re_path(r"^surat/(?P<token>[0-9a-f]{32})/berkas\.pdf$", views.letter_file, name="file"),
]
