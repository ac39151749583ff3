"""Addresses of the masterplan, below `/rencana/`."""

from django.urls import path

from balai.domains.masterplan import urls_strategy
from balai.domains.masterplan.views import excel, home, programme_acts, programmes, quick_wins, roadmap

app_name = "masterplan"
urlpatterns = [
    path("", home.home, name="home"),
    path("program/", programmes.listing, name="programmes"),
    path("program/tanpa-pemimpin/", programmes.without_leader, name="leaderless"),
    path("program/baru/", programme_acts.new, name="programme_new"),
    path("program/<int:programme_id>/", programmes.detail, name="programme"),
    path("program/<int:programme_id>/ubah/", programme_acts.edit, name="programme_edit"),
    path("program/<int:programme_id>/keadaan/", programme_acts.move, name="programme_move"),
    path("program/<int:programme_id>/realisasi/", programme_acts.realise, name="programme_realise"),
    path("program/<int:programme_id>/pemimpin/", programme_acts.lead, name="programme_lead"),
    path("program/<int:programme_id>/quick-win/", quick_wins.describe, name="quick_win"),
    path("program/<int:programme_id>/angka/", quick_wins.figure, name="quick_win_figure"),
    path("program/<int:programme_id>/kemajuan/", quick_wins.progress, name="quick_win_progress"),
    path("quick-win/", quick_wins.quick_wins, name="quick_wins"),
    path("peta-jalan/", roadmap.roadmap, name="roadmap"),
    path("impor/", excel.imports, name="imports"),
    path("impor/<int:import_id>/", excel.one_import, name="import"),
    path("impor/<int:import_id>/kolom/", excel.columns, name="import_columns"),
    path("impor/<int:import_id>/masukkan/", excel.take_over, name="import_apply"),
    path("impor/<int:import_id>/batalkan/", excel.take_back, name="import_undo"),
    *urls_strategy.urlpatterns,
]
