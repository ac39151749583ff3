"""Addresses of needs, below `/kebutuhan/`."""

from django.urls import path

from balai.domains.needs.views import gathering, listing, record

app_name = "needs"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("sampaikan/", record.state, name="state"),
    path("lacak/", listing.follow, name="follow"),
    path("periksa/", record.moderate, name="moderate"),
    path("dari-laporan/", gathering.heard, name="heard"),
    path("dari-laporan/tarik/", gathering.draw, name="draw"),
    path("impor/", gathering.files, name="files"),
    path("impor/templat/", gathering.template, name="template"),
    path("impor/<int:file_id>/", gathering.file, name="file"),
    path("bobot/", gathering.weights, name="weights"),
    path("<int:need_id>/", record.detail, name="detail"),
    path("<int:need_id>/timbang/", record.weigh, name="weigh"),
    path("<int:need_id>/jawab/", record.answer, name="answer"),
    path("<int:need_id>/alasan/", record.decline, name="decline"),
    path("<int:need_id>/tindakan/", record.act, name="act"),
]
