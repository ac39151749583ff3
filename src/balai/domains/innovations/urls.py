"""Addresses of innovations, below `/inovasi/`."""

from django.urls import path

from balai.domains.innovations import urls_maturity
from balai.domains.innovations.views import (
    alarms,
    detail,
    imports,
    keeping,
    listing,
    overview,
    record,
    sources,
    survival,
)

app_name = "innovations"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("daftar/", listing.listing, name="list"),
    path("kelangsungan/", survival.survival, name="survival"),
    path("pelajaran/", survival.lessons, name="lessons"),
    path("ganjil/", imports.oddities, name="oddities"),
    path("muat/", imports.imports, name="imports"),
    path("muat/<int:import_id>/", imports.register_import, name="import"),
    path("alarm/", alarms.alarms, name="alarms"),
    path("alarm/<int:alarm_id>/", alarms.alarm, name="alarm"),
    path("serah-terima/", keeping.handovers, name="handovers"),
    path("gabungan/<int:merge_id>/pisah/", keeping.unmerge, name="unmerge"),
    path("baru/", record.new, name="new"),
    path("sumber/<int:source_id>/hitungan/", sources.tally, name="tally"),
    path("sumber/<int:source_id>/lubang/", sources.gaps, name="gaps"),
    path("sumber/<int:source_id>/tutup/", sources.close, name="close"),
    path("<int:innovation_id>/", detail.detail, name="detail"),
    path("<int:innovation_id>/ubah/", record.edit, name="edit"),
    path("<int:innovation_id>/akhiri/", keeping.end, name="end"),
    path("<int:innovation_id>/gabung/", keeping.merge, name="merge"),
    path("<int:innovation_id>/pengampu/", keeping.steward, name="steward"),
    path("<int:innovation_id>/penilaian/", keeping.rate, name="rate"),
    path("<int:innovation_id>/sumber/", sources.source, name="source"),
    *urls_maturity.urlpatterns,
]
