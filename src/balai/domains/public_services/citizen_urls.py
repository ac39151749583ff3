"""Addresses of families: the catalogue, a form of one's own, following it, satisfaction."""

from django.urls import path

from balai.domains.public_services.views import apply, catalogue, follow, papers, review, satisfaction

urlpatterns = [
    path("layanan/", catalogue.services, name="services"),
    path("layanan/kepuasan/", satisfaction.satisfaction, name="satisfaction"),
    path("layanan/kepuasan/<slug:pack>/", satisfaction.satisfaction, name="satisfaction_of"),
    path("layanan/kepuasan.xlsx", satisfaction.table, name="satisfaction_table"),
    path("layanan/lacak/<str:code>/", follow.tracked, name="tracked"),
    path("layanan/lacak/<str:code>/berkas/", follow.add, name="tracked_papers"),
    path("layanan/lacak/<str:code>/kepuasan/", satisfaction.survey, name="survey"),
    path("layanan/lacak/<str:code>/<slug:move>/", follow.act, name="tracked_move"),
    path("layanan/draf/<uuid:key>/", apply.draft, name="draft"),
    path("layanan/draf/<uuid:key>/berkas/", papers.draft_papers, name="draft_papers"),
    path("layanan/draf/<uuid:key>/berkas/<int:paper_id>/", papers.draft_file, name="draft_file"),
    path("layanan/draf/<uuid:key>/periksa/", review.draft_review, name="draft_review"),
    path("layanan/draf/<uuid:key>/hapus/", apply.discard, name="discard"),
    path("layanan/draf/<uuid:key>/isi/<slug:section>/", apply.section, name="draft_section"),
    path("layanan/<slug:pack>/", catalogue.service, name="service"),
    path("layanan/<slug:pack>/bawaan/", catalogue.checklist, name="checklist"),
    path("layanan/<slug:pack>/ajukan/", apply.apply, name="apply"),
]
