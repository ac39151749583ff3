"""Addresses of innovations, below `/inovasi/`."""

from django.urls import path

from balai.domains.innovations import urls_maturity
from balai.domains.innovations.views import overview, record

app_name = "innovations"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("daftar/", overview.listing, name="list"),
    path("kelangsungan/", overview.survival, name="survival"),
    path("alarm/", overview.alarms, name="alarms"),
    path("alarm/<int:alarm_id>/", overview.alarm, name="alarm"),
    path("baru/", record.new, name="new"),
    path("sumber/<int:source_id>/hitungan/", record.tally, name="tally"),
    path("<int:innovation_id>/", record.detail, name="detail"),
    path("<int:innovation_id>/ubah/", record.edit, name="edit"),
    path("<int:innovation_id>/akhiri/", record.end, name="end"),
    path("<int:innovation_id>/pengampu/", record.steward, name="steward"),
    path("<int:innovation_id>/sumber/", record.source, name="source"),
    *urls_maturity.urlpatterns,
]
