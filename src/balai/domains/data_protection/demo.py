"""Invented requests in different states, an assessment, and one exercise of a breach. Names and addresses end in `.invalid`."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from balai.domains.data_protection.actions import answering, asking, assessing, incidents
from balai.domains.data_protection.actions.asking import Asked
from balai.domains.data_protection.actions.incidents import Told
from balai.domains.data_protection.models import DataRequest, Incident
from balai.domains.data_protection.queries.requests import holdings_of
from balai.engine.people.public import Role, User, actor_of
from balai.foundation.actor import CITIZEN, Actor

# Hours ago, right, words, and what became of it.
REQUESTS = (
    (4, "ACCESS", "", "SENT"),
    (20, "CORRECTION", "Nama saya pada akun tertulis keliru (contoh).", "PROVEN"),
    (60, "ERASURE", "Hapus akun saya; saya pindah ke luar daerah (contoh).", "PROPOSED"),
    (76, "RESTRICTION", "Jangan proses data saya selama saya menyanggah (contoh).", "PROVEN"),
    (300, "PORTABILITY", "", "GRANTED"),
    (420, "OBJECTION", "Kategori laporan saya ditentukan mesin; mohon ditinjau orang (contoh).", "GRANTED"),
    (500, "ACCESS", "", "REFUSED"),
)
ANSWER = "Permintaan ini kami periksa dan kami penuhi (contoh)."
NO = "Alamat ini tidak pernah dipastikan oleh pemohonnya (contoh)."
ASSESSMENT = (
    "Contoh penilaian. Yang dilakukan: isian permohonan dicocokkan dengan buku penduduk desa dan daftar warga miskin, agar bantuan sampai "
    "kepada yang berhak. Bahayanya: desa lain mengetahui keadaan seseorang; daftar dipakai untuk hal lain. Pencegahannya: sidik kunci "
    "tanpa nama, jawaban hanya untuk desa yang bersangkutan, setiap pembukaan nomor tercatat. Yang tersisa: kecil, ditinjau tiap tahun."
)


def make(*, at: datetime) -> int:
    """Everything that is not there yet; how many requests are new."""
    officer = User.objects.filter(role=Role.COORDINATOR, is_active=True).order_by("pk").first()
    citizen = User.objects.filter(role=Role.CITIZEN, is_active=True).order_by("pk").first()
    if officer is None or citizen is None:
        return 0
    by = actor_of(officer)
    fresh = sum(_request(number, citizen.email, by, at) for number in range(len(REQUESTS)))
    if fresh:
        assessing.file_assessment(
            code="SERVICES", title="Mencocokkan permohonan dengan daftar (contoh)", text=ASSESSMENT, by=by, at=at
        )  # fmt: skip
    if not Incident.objects.filter(is_exercise=True).exists():
        _exercise(by, at)
    return fresh


def key_of(number: int) -> UUID:
    return uuid5(NAMESPACE_URL, f"data_protection:demo:{number}")


def _request(number: int, email: str, by: Actor, at: datetime) -> bool:
    hours, right, text, fate = REQUESTS[number]
    key = key_of(number)
    if DataRequest.objects.filter(client_key=key).exists():
        return False
    began = at - timedelta(hours=hours)
    row = asking.file_request(
        asked=Asked(right=right, text=text, contact=email), key=key, by=CITIZEN, at=began, is_example=True
    )
    if fate in {"PROVEN", "PROPOSED", "GRANTED"}:
        asking.prove_address(request_id=row.pk, by=CITIZEN, at=began + timedelta(hours=1))
    if fate != "SENT":
        _answer(row.pk, fate, by, began + timedelta(hours=min(hours - 2, 30)))
    return True


def _answer(request_id: int, fate: str, by: Actor, at: datetime) -> None:
    done = {"request_id": request_id, "by": by, "at": at}
    answering.begin(**done)
    if fate == "PROPOSED":
        row = DataRequest.objects.select_related("case").get(pk=request_id)
        chosen = [(one.kind, one.row_id) for one in holdings_of(row) if one.kind == "people.User"]
        answering.propose_erasure(chosen=chosen, text=ANSWER, **done)
    elif fate == "GRANTED":
        answering.answer(step="GRANTED", text=ANSWER, **done)
    elif fate == "REFUSED":
        answering.answer(step="REFUSED", ground="NOT_IDENTIFIED", text=NO, **done)


def _exercise(by: Actor, at: datetime) -> None:
    """A rehearsal a month ago, from the first word to the letter to the agency."""
    began = at - timedelta(days=30)
    told = Told(
        what="Latihan: salinan cadangan akun rekaan tertinggal di tempat umum.",
        how="Latihan: kotak penyimpanan cadangan diumpamakan tidak terkunci selama dua hari.",
        handling="Latihan: kotak dikunci, sandi diganti, penyimpanan diperiksa ulang.",
        purposes=["ACCOUNTS"],
        from_at=began - timedelta(days=2),
        to_at=began,
        is_exercise=True,
    )
    row = incidents.record_incident(told=told, by=by, at=began)
    done = {"incident_id": row.pk, "by": by}
    incidents.draw_affected(**done, at=began + timedelta(hours=5))
    while incidents.tell_batch(**done, at=began + timedelta(hours=20)):
        pass
    incidents.close_incident(**done, at=began + timedelta(hours=50))
