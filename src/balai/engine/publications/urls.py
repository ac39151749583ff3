"""Addresses of publications, below `/terbitan/`."""

from django.urls import path, re_path

from balai.engine.publications import preparing, views

app_name = "publications"
_VERSION = "<str:code>/<str:edition>/<int:number>/"
urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("<str:code>/<str:edition>/", views.edition, name="edition"),
    path("<str:code>/<str:edition>/siapkan/", preparing.prepare, name="prepare"),
    path("<str:code>/<str:edition>/pratinjau.pdf", preparing.preview_file, name="preview_file"),
    path("<str:code>/<str:edition>/pratinjau/<str:chapter>/", preparing.preview, name="preview"),
    path(
        "<str:code>/<str:edition>/pratinjau/<str:chapter>/<int:at>.svg",
        preparing.preview_picture,
        name="preview_picture",
    ),
    path("<str:code>/<str:edition>/banding/", views.differences, name="differences"),
    path(_VERSION, views.version, name="version"),
    re_path(
        r"^(?P<code>[^/]+)/(?P<edition>[^/]+)/(?P<number>\d{1,6})/buku\.(?P<form>pdf|docx)$",
        views.file,
        name="file",
    ),
    path(f"{_VERSION}<str:chapter>/", views.chapter, name="chapter"),
    path(f"{_VERSION}<str:chapter>/<int:at>.svg", views.picture, name="picture"),
]
