"""Addresses of the room, below `/penduduk/`."""

from django.urls import path

from balai.domains.residents.views import imports, people, register

app_name = "residents"
urlpatterns = [
    path("", register.residents, name="list"),
    path("statistik/", register.statistics, name="statistics"),
    path("unduh/", register.export, name="export"),
    path("baru/", people.add, name="add"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/tampilkan/", people.show, name="show"),
    path("<int:pk>/ubah/", people.edit, name="edit"),
    path("<int:pk>/keadaan/", people.status, name="status"),
    path("impor/", imports.home, name="imports"),
    path("impor/templat.xlsx", imports.template, name="template"),
    path("impor/<int:pk>/", imports.one, name="import"),
    path("impor/<int:pk>/kolom/", imports.columns, name="columns"),
    path("impor/<int:pk>/kerjakan/", imports.work, name="work"),
    path("impor/<int:pk>/kemajuan/", imports.progress, name="progress"),
    path("impor/<int:pk>/perbaiki/", imports.repair, name="repair"),
    path("impor/<int:pk>/perubahan/", imports.changes, name="changes"),
    path("impor/<int:pk>/kesalahan.xlsx", imports.faults, name="faults"),
]
