"""Addresses of evidence, below `/bukti/`."""

from django.urls import path

from balai.engine.evidence import views, views_rows

app_name = "evidence"
urlpatterns = [
    path("", views.listing, name="list"),
    path("baru/", views.add, name="add"),
    path("untuk/", views_rows.beside, name="beside"),
    path("<int:evidence_id>/", views.detail, name="detail"),
    path("<int:evidence_id>/nilai/", views.judge, name="judge"),
    path("<int:evidence_id>/pakai/", views.use, name="use"),
    path("pemakaian/<int:use_id>/akhiri/", views.unuse, name="unuse"),
]
