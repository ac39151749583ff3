"""Addresses of the room."""

from django.urls import path, re_path

from balai.domains.citizen_reports.alike import desk
from balai.domains.citizen_reports.alike import views as alike
from balai.domains.citizen_reports.burst import views as burst
from balai.domains.citizen_reports.corrections import desk as wishes
from balai.domains.citizen_reports.corrections import views as corrections
from balai.domains.citizen_reports.learning import views as learned
from balai.domains.citizen_reports.outbox import views as outbox
from balai.domains.citizen_reports.views import (
    browsing,
    contact,
    intake,
    leadership,
    moderating,
    numbers,
    publishing,
    receipts,
    residents,
    rules,
    statistics,
    tracking,
)

app_name = "citizen_reports"
feed = publishing.ReportFeed()
urlpatterns = [
    path("", browsing.home, name="home"),
    path("lapor/", intake.intake, name="intake"),
    path("lapor/saran/", intake.suggestions, name="suggestions"),
    path("lapor/serupa/", alike.alike, name="alike"),
    path("lapor/pratinjau/", corrections.previewed, name="preview"),
    path("lapor/terima/<str:code>/", intake.receipt, name="receipt"),
    path("luring/", outbox.offline, name="offline"),
    path("lapor/luring/", outbox.blank_form, name="blank_form"),
    path("lapor/kotak-keluar/", outbox.box, name="box"),
    path("lapor/kiriman/", outbox.sendings, name="sendings"),
    path("lapor/kiriman/berkas/<uuid:key>/", outbox.piece, name="piece"),
    path("lacak/", tracking.track, name="track"),
    path("lacak/<str:code>/", tracking.tracked, name="tracked"),
    path("lacak/<str:code>/tanda-terima/", receipts.receipts, name="receipts"),
    path("lacak/<str:code>/tanda-terima/<str:receipt>.json", receipts.receipt_file, name="receipt_file"),
    path("lacak/<str:code>/perbaiki/", corrections.correcting, name="correcting"),
    path("petugas/permintaan-perbaikan/", wishes.wishes, name="wishes"),
    path("petugas/permintaan-privasi/<int:wish_id>/", corrections.decided, name="decide_wish"),
    path("lacak/<str:code>/<slug:what>/", tracking.respond, name="respond"),
    path("laporan/", browsing.report_list, name="list"),
    path("laporan.csv", publishing.table, {"form": "csv"}, name="table"),
    path("laporan.json", publishing.table, {"form": "json"}, name="table_json"),
    path("laporan.xml", publishing.table, {"form": "xml"}, name="table_xml"),
    path("laporan/berkas/", publishing.files, name="files"),
    path("laporan.atom", feed, name="feed"),
    path("laporan/<str:number>/", browsing.report_page, name="report"),
    path("laporan/<str:number>/ikuti/", browsing.follow, name="follow"),
    path("peta/", browsing.map_page, name="map"),
    path("peta/titik.json", publishing.points, name="points"),
    path("peta/dasar.json", browsing.shapes, name="shapes"),
    path("wilayah/<str:code>/", browsing.area_page, name="area"),
    path("wilayah/<str:code>/laporan.atom", feed, name="area_feed"),
    path("statistik/", statistics.statistics, name="statistics"),
    path("statistik/musim/", statistics.seasons, name="seasons"),
    path("statistik/perjalanan/", statistics.journeys, name="journeys"),
    re_path(
        r"^statistik/(?P<what>[a-z]+)\.(?P<form>csv|xlsx|svg)$", statistics.download, name="statistics_file"
    ),
    path("pimpinan/", leadership.leadership, name="leadership"),
    path("petugas/belajar/", learned.learning, name="learning"),
    path("petugas/laporan/<int:case_id>/kategori/", learned.category, name="category"),
    path("petugas/aturan/", rules.rules, name="rules"),
    path("petugas/penduduk/", residents.residents, name="residents"),
    path("bersama/<int:burst_id>/", burst.support, name="burst_support"),
    path("petugas/kejadian/", burst.desk, name="bursts"),
    path("petugas/kejadian/<int:burst_id>/<slug:what>/", burst.act, name="burst_act"),
    path("petugas/laporan/<int:case_id>/serupa/", desk.alike_of, name="alike_of"),
    path("petugas/moderasi/", moderating.hidden, name="hidden"),
    path("petugas/laporan/<int:case_id>/moderasi/", moderating.moderate, name="moderate"),
    path("petugas/laporan/<int:case_id>/kontak/", contact.contact, name="contact"),
    path("petugas/laporan/<int:case_id>/nomor/", numbers.numbers, name="numbers"),
]
