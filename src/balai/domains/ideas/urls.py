"""Addresses of ideas, below `/gagasan/`."""

from django.urls import path

from balai.domains.ideas.views import box, contests, jury, record

app_name = "ideas"
urlpatterns = [
    path("", box.listing, name="list"),
    path("kirim/", box.send, name="send"),
    path("lacak/", box.follow, name="follow"),
    path("periksa/", record.desk, name="desk"),
    path("jawab/", record.owed, name="owed"),
    path("<int:idea_id>/", record.detail, name="detail"),
    path("<int:idea_id>/dukung/", box.support, name="support"),
    path("<int:idea_id>/periksa/", record.admit, name="admit"),
    path("<int:idea_id>/jawab/", record.answer, name="answer"),
    path("lomba/", contests.editions, name="editions"),
    path("lomba/lacak/", contests.follow, name="follow_entry"),
    path("lomba/<int:year>/", contests.edition, name="edition"),
    path("lomba/<int:year>/daftar/", contests.enter, name="enter"),
    path("lomba/<int:year>/peserta/", contests.entries, name="entries"),
    path("lomba/<int:year>/bobot/", contests.criteria, name="criteria"),
    path("lomba/<int:year>/juri/", contests.juror, name="juror"),
    path("lomba/<int:year>/tutup/", jury.close, name="close"),
    path("lomba/<int:year>/nilai/", jury.tasks, name="tasks"),
    path("lomba/peserta/<int:entry_id>/langkah/", contests.move, name="move_entry"),
    path("lomba/peserta/<int:entry_id>/nilai/", jury.score, name="score"),
    path("lomba/peserta/<int:entry_id>/sertifikat/", jury.certify, name="certify"),
    path("sertifikat/", jury.check, name="check"),
    path("sertifikat/<str:code>/", jury.certificate, name="certificate"),
]
