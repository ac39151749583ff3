"""Addresses of maturity and of the blind check by peers, below `/inovasi/`."""

from django.urls import path

from balai.domains.innovations.views import iga, maturity, peer_rounds, peers

urlpatterns = [
    path("kematangan/", maturity.maturity, name="maturity"),
    path("<int:innovation_id>/kematangan/", maturity.sheet, name="sheet"),
    path("<int:innovation_id>/kematangan/isi/", maturity.sheet_edit, name="sheet_edit"),
    path("<int:innovation_id>/kematangan/ikut/", maturity.enter, name="sheet_enter"),
    path("indeks/", iga.iga, name="iga"),
    path("indeks/<slug:edition>/butir/", iga.catalogue, name="iga_rows"),
    path("indeks/<slug:edition>/daerah/", maturity.sheet_edit, name="iga_region"),
    path("indeks/<slug:edition>/lembar.xlsx", iga.iga_file, name="iga_file"),
    path("sejawat/", peers.peers, name="peers"),
    path("sejawat/hasil/", peers.peer_results, name="peer_results"),
    path("sejawat/putaran/", peer_rounds.peer_rounds, name="peer_rounds"),
    path("sejawat/putaran/<int:round_id>/", peer_rounds.peer_round, name="peer_round"),
    path("sejawat/kursi/<int:seat_id>/", peers.peer_seat, name="peer_seat"),
    path("sejawat/kursi/<int:seat_id>/mundur/", peers.peer_recuse, name="peer_recuse"),
    path("sejawat/kursi/<int:seat_id>/ganti/", peer_rounds.peer_replace, name="peer_replace"),
]
