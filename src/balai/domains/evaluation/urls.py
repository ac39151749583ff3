"""Addresses of evaluation, below `/evaluasi/`."""

from django.urls import URLPattern, path

from balai.domains.evaluation import urls_field
from balai.domains.evaluation.views import assessments, instruments, levels, year

app_name = "evaluation"
urlpatterns: list[URLPattern] = [
    path("", instruments.home, name="home"),
    path("tahun/", year.this_year, name="this_year"),
    path("tahun/<int:year>/", year.year, name="year"),
    path("instrumen/baru/", instruments.own, name="own"),
    path("instrumen/<str:code>/<str:edition>/", instruments.edition, name="edition"),
    path("penilaian/", assessments.listing, name="list"),
    path("penilaian/baru/", assessments.new, name="new"),
    path("penilaian/<int:assessment_id>/", assessments.detail, name="assessment"),
    path("penilaian/<int:assessment_id>/isi/<str:part>/", levels.fill, name="fill"),
    path("penilaian/<int:assessment_id>/lembar/", levels.sheet_file, name="sheet"),
    path("penilaian/<int:assessment_id>/lembar/unggah/", levels.take_sheet, name="take_sheet"),
    path("penilaian/<int:assessment_id>/tanggapan/", assessments.reply, name="reply"),
    path("penilaian/<int:assessment_id>/tahap/<str:act>/", assessments.move, name="move"),
    *urls_field.urlpatterns,
]
