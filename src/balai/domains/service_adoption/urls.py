"""Addresses of the room, below `/petugas/paket/`."""

from django.urls import path

from balai.domains.service_adoption.views import adopting, installing, mentoring, trying, upgrading, using

app_name = "service_adoption"
urlpatterns = [
    path("", installing.services, name="list"),
    path("pasang/", installing.upload, name="upload"),
    path("tawaran/<str:digest>/", installing.offer, name="offer"),
    path("kunci/", installing.keys, name="keys"),
    path("pemakaian/", using.usage, name="usage"),
    path("pendamping/<str:token>/", mentoring.mentor, name="mentor"),
    path("layanan/<slug:pack>/", adopting.adoption, name="adoption"),
    path("layanan/<slug:pack>/nilai/", adopting.values, name="values"),
    path("layanan/<slug:pack>/nilai/<slug:code>/", adopting.value, name="value"),
    path("layanan/<slug:pack>/contoh/", adopting.samples, name="samples"),
    path("layanan/<slug:pack>/aturan/", adopting.rules, name="rules"),
    path("layanan/<slug:pack>/uji/", trying.sandbox, name="sandbox"),
    path("layanan/<slug:pack>/uji/<int:run>/", trying.run, name="run"),
    path("layanan/<slug:pack>/versi/<int:version>/", upgrading.upgrade, name="upgrade"),
    path("layanan/<slug:pack>/unduh/", installing.download, name="download"),
    path("layanan/<slug:pack>/pemakaian.json", using.usage_download, name="usage_download"),
]
