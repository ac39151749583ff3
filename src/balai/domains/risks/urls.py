"""Addresses of risks, below `/risiko/`."""

from django.urls import path

from balai.domains.risks.views import imports, judging, public, record, register, triggers

app_name = "risks"
urlpatterns = [
    path("", register.listing, name="list"),
    path("umum/", public.public, name="public"),
    path("muat/", imports.imports, name="imports"),
    path("muat/<int:import_id>/", imports.one_import, name="import"),
    path("baru/", record.new, name="new"),
    path("<int:risk_id>/", record.detail, name="detail"),
    path("<int:risk_id>/ubah/", record.edit, name="edit"),
    path("<int:risk_id>/nilai/", judging.assess, name="assess"),
    path("<int:risk_id>/penanganan/", judging.treat, name="treat"),
    path("<int:risk_id>/terima/", judging.accept, name="accept"),
    path("<int:risk_id>/tutup/", record.close, name="close"),
    path("<int:risk_id>/pemicu/", triggers.wire, name="wire"),
    path("pemicu/<int:trigger_id>/hentikan/", triggers.unwire, name="unwire"),
]
