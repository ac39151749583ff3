"""Addresses of the desk, below `/petugas/`."""

from django.urls import path

from balai.engine.cases.views import bulk, case, covering, field, inbox, proofs

app_name = "cases"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("ekspor.xlsx", inbox.export, name="export"),
    path("tampilan/", inbox.save_view, name="save_view"),
    path("massal/", bulk.bulk, name="bulk"),
    path("bukti-lapangan/", proofs.listing, name="proofs"),
    path("bukti-lapangan/<int:proof_id>/", proofs.detail, name="proof"),
    path("bukti-lapangan/<int:proof_id>/nilai/", proofs.verify, name="verify_proof"),
    path("kasus/<int:case_id>/sandi/", proofs.challenge, name="challenge"),
    path("kasus/<int:case_id>/foto/<slug:token>/", covering.covering, name="cover"),
    path("kasus/<int:case_id>/", case.case_page, name="case"),
    path("kasus/<int:case_id>/ikuti/", case.follow, name="follow"),
    path("kasus/<int:case_id>/<slug:what>/", case.do, name="do"),
    path("lapangan/", field.day, name="field_day"),
    path("lapangan/kotak.json", field.greeting, name="field_greeting"),
    path("lapangan/sw.js", field.worker, name="field_worker"),
    path("lapangan/kiriman/", field.sendings, name="field_sendings"),
    path("lapangan/kiriman/<uuid:key>/", field.sending, name="field_sending"),
    path("lapangan/luring/", field.offline, name="field_offline"),
    path("lapangan/luring/<int:case_id>/", field.offline_case, name="field_case"),
]
