"""Addresses of the room for officers: the village counter, and the desk of those who decide, sign and pay."""

from django.urls import path

from balai.domains.public_services.views import (
    clients,
    deaths,
    lists,
    offline,
    payments,
    signing,
    work,
    workspace,
)

urlpatterns = [
    path("loket/", workspace.desk, name="desk"),
    path("loket/baru/", workspace.begin, name="begin"),
    path("loket/kunci/", workspace.lock, name="lock"),
    path("loket/draf/<uuid:key>/", clients.client, name="client"),
    path("loket/draf/<uuid:key>/simpan/", clients.autosave, name="autosave"),
    path("loket/sw.js", offline.worker, name="worker"),
    path("loket/kotak.json", offline.greeting, name="greeting"),
    path("loket/kiriman/", offline.sendings, name="sendings"),
    path("loket/luring/", offline.offline, name="offline"),
    path("loket/luring/<slug:service>/", offline.offline_form, name="offline_form"),
    path("petugas/layanan/", lists.work_list, name="work_list"),
    path("petugas/layanan/excel/", lists.export, name="export"),
    path("petugas/layanan/massal/", lists.bulk, name="bulk"),
    path("petugas/layanan/antrean/", lists.waiting_list, name="waiting"),
    path("petugas/layanan/bayar/", payments.payments, name="payments"),
    path("petugas/layanan/bayar/baru/", payments.make_batch, name="make_batch"),
    path("petugas/layanan/bayar/<int:batch_id>/", payments.batch, name="batch"),
    path("petugas/layanan/bayar/<int:batch_id>/berkas/", payments.batch_file, name="batch_file"),
    path("petugas/layanan/kematian/", deaths.deaths, name="deaths"),
    path("petugas/layanan/kematian/excel/", deaths.export, name="deaths_export"),
    path("petugas/layanan/<int:case_id>/", work.work, name="work"),
    path("petugas/layanan/<int:case_id>/langkah/<slug:code>/", work.do_move, name="do_move"),
    path("petugas/layanan/<int:case_id>/nomor/", work.reveal, name="reveal"),
    path("petugas/layanan/<int:case_id>/konsep.pdf", work.preview, name="preview"),
    path("petugas/layanan/<int:case_id>/cetak/", work.print_page, name="print"),
    path("petugas/layanan/<int:case_id>/kuitansi/", work.slip, name="slip"),
    path("petugas/tanda-tangan/", signing.signing, name="signing"),
    path("petugas/tanda-tangan/wakil/", signing.signatories, name="signatories"),
    path(
        "petugas/tanda-tangan/wakil/<int:signatory_id>/akhiri/", signing.end_signatory, name="end_signatory"
    ),
]
