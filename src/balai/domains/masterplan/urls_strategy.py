"""Addresses of strategy, workshops, decrees and books, below `/rencana/`."""

from django.urls import path

from balai.domains.masterplan.views import books, decrees, strategy, strategy_things, worksheets, workshops

urlpatterns = [
    path("strategi/", strategy.readiness, name="strategy"),
    path("strategi/swot/", strategy.swot, name="swot"),
    path("strategi/kesenjangan/", strategy.gaps, name="gaps"),
    path("strategi/visi/", strategy.vision, name="vision"),
    path("strategi/strategi.xlsx", strategy.workbook, name="strategy_file"),
    path("strategi/tulis/<str:thing>/", strategy_things.write, name="strategy_write"),
    path("strategi/hapus/<str:thing>/<int:number>/", strategy_things.remove, name="strategy_remove"),
    path("strategi/riwayat/<str:thing>/<int:number>/", strategy_things.history, name="strategy_history"),
    path("peraturan/", decrees.decrees, name="decrees"),
    path("peraturan/baru/", decrees.new, name="decree_new"),
    path("peraturan/utang/", decrees.owing, name="owing"),
    path("peraturan/<int:decree_id>/", decrees.decree, name="decree"),
    path("peraturan/<int:decree_id>/ubah/", decrees.edit, name="decree_edit"),
    path("peraturan/<int:decree_id>/keadaan/", decrees.change, name="decree_change"),
    path("peraturan/<int:decree_id>/kewajiban/", decrees.read, name="obligation_new"),
    path("kewajiban/<int:obligation_id>/alihkan/", decrees.move, name="obligation_move"),
    path("kewajiban/<int:obligation_id>/akhiri/", decrees.end, name="obligation_end"),
    path("bimtek/", workshops.workshops, name="workshops"),
    path("bimtek/baru/", workshops.new, name="workshop_new"),
    path("bimtek/<int:workshop_id>/", workshops.workshop, name="workshop"),
    path("bimtek/<int:workshop_id>/ubah/", workshops.edit, name="workshop_edit"),
    path("bimtek/<int:workshop_id>/peserta/", workshops.participants, name="workshop_participants"),
    path("bimtek/peserta/<int:participant_id>/coret/", workshops.leave, name="workshop_leave"),
    path("bimtek/<int:workshop_id>/tutup/", workshops.close, name="workshop_close"),
    path("bimtek/catatan/<int:remark_id>/", workshops.settle, name="remark_settle"),
    path("bimtek/<int:workshop_id>/kertas/<str:sheet>/", worksheets.worksheet, name="worksheet"),
    path("bimtek/baris/<int:row_id>/tarik/", worksheets.undo, name="worksheet_undo"),
    path("bimtek/<int:workshop_id>/komitmen/", worksheets.commitment, name="commitment"),
    path("bimtek/<int:workshop_id>/komitmen/isi/", worksheets.word, name="commitment_word"),
    path("bimtek/komitmen/<int:commitment_id>/tandatangani/", worksheets.sign, name="commitment_sign"),
    path("bimtek/tandatangan/<int:signature_id>/tarik/", worksheets.withdraw, name="signature_withdraw"),
    path("buku/", books.books, name="books"),
]
