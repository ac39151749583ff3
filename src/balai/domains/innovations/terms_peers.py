"""The words of the blind check by peers."""

from enum import StrEnum

PEER = "innovations.peer"


class PeerVerdict(StrEnum):
    """What a peer finds; the first three stand in order, the last says nothing."""

    ALIVE = "ALIVE"
    WEAKENING = "WEAKENING"
    DEAD = "DEAD"
    UNABLE = "UNABLE"


class PeerTask(StrEnum):
    """What every peer does before judging."""

    TRY = "TRY"
    CALL_BACK = "CALL_BACK"
    TRACE = "TRACE"
    INTERVIEW = "INTERVIEW"
    VISIT = "VISIT"


class Act(StrEnum):
    """What the journal says about the check by peers."""

    OPENED = "PEER_ROUND_OPENED"
    JUDGED = "PEER_SEAT_JUDGED"
    SAVED = "PEER_SEAT_SAVED"
    RECUSED = "PEER_SEAT_RECUSED"
    REPLACED = "PEER_SEAT_REPLACED"
    CLOSED = "PEER_ROUND_CLOSED"
    PROPOSED = "PEER_WEIGHTS_PROPOSED"
    ADOPTED = "PEER_WEIGHTS_ADOPTED"


# The verdicts that stand in order, for agreement.
ORDER = (PeerVerdict.ALIVE, PeerVerdict.WEAKENING, PeerVerdict.DEAD)
VERDICT_LABELS = {
    PeerVerdict.ALIVE: "Hidup",
    PeerVerdict.WEAKENING: "Melemah",
    PeerVerdict.DEAD: "Mati",
    PeerVerdict.UNABLE: "Tidak dapat dinilai",
}
VERDICT_TONES = {
    PeerVerdict.ALIVE: "ok",
    PeerVerdict.WEAKENING: "warn",
    PeerVerdict.DEAD: "late",
    PeerVerdict.UNABLE: "muted",
}
TASK_LABELS = {
    PeerTask.TRY: "Coba sendiri layanannya sebagai warga",
    PeerTask.CALL_BACK: "Panggil ulang lima pengguna acak dari catatan 90 hari",
    PeerTask.TRACE: "Telusuri lima bukti acak ke sumber asalnya",
    PeerTask.INTERVIEW: "Wawancarai pengampunya, 15 menit",
    PeerTask.VISIT: "Kunjungi tempatnya bila bukan digital",
}
# Those where so many of five were found true.
COUNTED_TASKS = (PeerTask.CALL_BACK, PeerTask.TRACE)
# The ten items, 0 to 4 each, by the number under which answers are kept.
ITEM_LABELS = {
    "1": "Layanan dapat dicapai dan selesai hari ini",
    "2": "Penerima acak membenarkan pemakaian",
    "3": "Pengguna adalah sasaran yang dimaksud",
    "4": "Hasil diukur dan lebih baik dari sebelum ada inovasi",
    "5": "Aduan terakhir dijawab",
    "6": "Pengampu sekarang memahami dan memegang akses",
    "7": "Dapat terus jalan bila pencetusnya pindah",
    "8": "Biaya tahun depan tersedia",
    "9": "Masih mengikuti perubahan kebutuhan",
    "10": "Pimpinan memakai datanya untuk keputusan",
}
ITEM_MOST = 4
CONFLICT_LABELS = {
    "SAME_OPD": "Penilai bekerja di OPD pemilik inovasi ini.",
    "STEWARD": "Penilai pernah atau sedang menjadi pengampu inovasi ini.",
    "ALREADY": "Penilai sudah duduk untuk inovasi ini.",
    "SAME_OFFICE": "Penilai dari OPD yang sama dengan penilai lain.",
    "NOT_OFFICER": "Kursi ini untuk petugas OPD lain.",
    "NOT_OUTSIDE": "Kursi ini untuk warga atau akademisi.",
}
# Below this the peers do not agree enough for their word to correct the model.
KAPPA_LEAST = 0.6
SEATS = 3
