"""Addresses of data protection, below `/privasi/`. What lies below `milik/` is known to whoever asked only."""

from django.urls import path

from balai.domains.data_protection.views import asking, desk, incidents, register, retention

app_name = "data_protection"
urlpatterns = [
    path("", register.privacy, name="privacy"),
    path("minta/", asking.ask, name="ask"),
    path("lacak/", asking.follow, name="follow"),
    path("milik/<str:code>/<str:key>/", asking.own, name="own"),
    path("milik/<str:code>/<str:key>/salinan.<str:form>", asking.copy, name="own_copy"),
    path("milik/<str:code>/<str:key>/jawaban.pdf", asking.letter, name="own_letter"),
    path("daftar/", register.register, name="register"),
    path("daftar/<slug:code>/", register.assessment, name="assessment"),
    path("petugas/", desk.listing, name="requests"),
    path("petugas/baru/", desk.new, name="new"),
    path("petugas/<int:number>/", desk.detail, name="request"),
    path("petugas/<int:number>/salinan.<str:form>", desk.copy, name="copy"),
    path("petugas/<int:number>/jawaban.pdf", desk.letter, name="letter"),
    path("insiden/", incidents.listing, name="incidents"),
    path("insiden/baru/", incidents.new, name="new_incident"),
    path("insiden/<int:number>/", incidents.detail, name="incident"),
    path("insiden/<int:number>/surat-<slug:whom>.pdf", incidents.letter, name="incident_letter"),
    path("pemusnahan/", retention.preview, name="retention"),
    path("pemusnahan/<int:number>/", retention.certificate, name="certificate"),
]
