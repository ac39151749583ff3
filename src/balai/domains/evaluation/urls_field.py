"""Addresses of field review, below `/evaluasi/`."""

from django.urls import URLPattern, path

from balai.domains.evaluation.views import field_day, field_site, findings, sites, survey, visits

urlpatterns: list[URLPattern] = [
    path("tinjauan/", visits.reviews, name="field_reviews"),
    path("tinjauan/baru/", visits.new, name="field_new"),
    path("tinjauan/<int:review_id>/", visits.review, name="field_review"),
    path("tinjauan/<int:review_id>/titik.json", sites.points, name="field_points"),
    path("tinjauan/<int:review_id>/tim/", visits.appoint, name="field_appoint"),
    path("tinjauan/tim/<int:appointment_id>/lepas/", visits.relieve, name="field_relieve"),
    path("tinjauan/<int:review_id>/lokasi/baru/", sites.new_site, name="field_new_site"),
    path("tinjauan/lokasi/<int:site_id>/", field_site.site, name="field_site"),
    path("tinjauan/lokasi/<int:site_id>/ubah/", sites.edit_site, name="field_edit_site"),
    path("tinjauan/lokasi/<int:site_id>/temuan/", findings.new, name="field_new_finding"),
    path(
        "tinjauan/lokasi/<int:site_id>/lanjut/<int:finding_id>/",
        field_site.followed_up,
        name="field_follow_up",
    ),
    path("tinjauan/lokasi/<int:site_id>/berita-acara/", field_site.issue, name="field_issue_minutes"),
    path("tinjauan/berita-acara/<int:minutes_id>.pdf", field_site.minutes_file, name="field_minutes"),
    path("tinjauan/lokasi/<int:site_id>/kuesioner/", survey.survey, name="field_survey"),
    path("tinjauan/lokasi/<int:site_id>/undian/", survey.drawn, name="field_draw"),
    path("tinjauan/undian/<int:draw_id>/tutup/", survey.closed, name="field_close_draw"),
    path("tinjauan/responden/<int:respondent_id>/", survey.outcome, name="field_outcome"),
    path("jawab/<str:token>/", survey.answer, name="field_answer"),
    path("temuan/", findings.listing, name="field_findings"),
    path("temuan/<int:finding_id>/", findings.finding, name="field_finding"),
    path("temuan/<int:finding_id>/tugaskan/", findings.assign, name="field_assign"),
    path("lapangan/", field_day.day, name="field_day"),
    path("lapangan/<int:site_id>/lembar/", field_day.sheet, name="field_sheet"),
    path("lapangan/<int:site_id>/wawancara/", field_day.interview, name="field_interview"),
    path("lapangan/sw.js", field_day.worker, name="field_worker"),
    path("lapangan/kotak.json", field_day.greeting, name="field_greeting"),
    path("lapangan/kiriman/", field_day.sendings, name="field_sendings"),
    path("lapangan/luring/", field_day.offline, name="field_offline"),
    path("lapangan/luring/<int:site_id>/lembar/", field_day.offline_sheet, name="field_offline_sheet"),
    path(
        "lapangan/luring/<int:site_id>/wawancara/",
        field_day.offline_interview,
        name="field_offline_interview",
    ),
]
