"""Addresses of relaying."""

from django.urls import path

from balai.domains.citizen_reports.relay.views import bodies, relays

app_name = "relay"
urlpatterns = [
    path("petugas/badan/", bodies.bodies, name="bodies"),
    path("petugas/badan/baru/", bodies.edit, name="new"),
    path("petugas/badan/<slug:code>/", bodies.body, name="body"),
    path("petugas/badan/<slug:code>/ubah/", bodies.edit, name="edit"),
    path("petugas/badan/<slug:code>/<slug:what>/", bodies.act, name="body_act"),
    path("petugas/penerusan/", relays.relays, name="list"),
    path("petugas/penerusan/selisih/", relays.differences, name="differences"),
    path("petugas/penerusan/bandingkan/", relays.compare, name="compare"),
    path("petugas/penerusan/<int:relay_id>/<slug:what>/", relays.act, name="act"),
    path("petugas/laporan/<int:case_id>/teruskan/", relays.send, name="send"),
    path("lacak/<str:code>/izinkan/<int:relay_id>/", relays.allow, name="allow"),
]
