"""Public pages of the journal, from the root of the site."""

from django.urls import path

from . import views

app_name = "journal"
urlpatterns = [
    path("transparansi/jejak/", views.roots, name="roots"),
    path("transparansi/jejak.json", views.chain, name="chain"),
    path("transparansi/akar.txt", views.roots_file, name="roots_file"),
    path("transparansi/akar.atom", views.RootFeed(), name="roots_feed"),
    path("transparansi/jejak/<str:reference>", views.receipt, name="receipt"),
]
