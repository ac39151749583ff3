"""The words of data protection."""

from datetime import timedelta
from enum import StrEnum

REQUEST_KIND, INCIDENT_KIND = "DATA_REQUEST", "DATA_BREACH"
REQUEST_CLOCK, INCIDENT_CLOCK = "DATA_RIGHTS", "DATA_BREACH"
RETENTION, CONTACT = "data_protection.retention.", "data_protection.contact"
WORK, SEE, CONFIRM = "data_protection.work", "data_protection.see", "data_protection.confirm"
MOST_TEXT = 4000
# How long the copy that was asked for can be fetched, and a link that proves an address be followed.
COPY_KEPT, PROOF_KEPT = timedelta(days=14), timedelta(days=14)


class Right(StrEnum):
    """What somebody may ask for."""

    ACCESS = "ACCESS"
    CORRECTION = "CORRECTION"
    WITHDRAWAL = "WITHDRAWAL"
    RESTRICTION = "RESTRICTION"
    ERASURE = "ERASURE"
    OBJECTION = "OBJECTION"
    PORTABILITY = "PORTABILITY"


RIGHT_LABELS = {
    Right.ACCESS: "Melihat dan mendapat salinan data saya",
    Right.CORRECTION: "Memperbaiki data saya yang keliru",
    Right.WITHDRAWAL: "Menarik persetujuan saya",
    Right.RESTRICTION: "Menunda atau membatasi pemrosesan data saya",
    Right.ERASURE: "Menghapus data saya",
    Right.OBJECTION: "Keberatan atas keputusan yang dibuat mesin",
    Right.PORTABILITY: "Membawa data saya ke tempat lain",
}
RIGHT_SHORT = {
    Right.ACCESS: "Akses",
    Right.CORRECTION: "Perbaikan",
    Right.WITHDRAWAL: "Penarikan persetujuan",
    Right.RESTRICTION: "Pembatasan",
    Right.ERASURE: "Penghapusan",
    Right.OBJECTION: "Keberatan",
    Right.PORTABILITY: "Pemindahan data",
}
# The articles of UU 27/2022 that each rests on.
RIGHT_ARTICLES = {
    Right.ACCESS: "7, 32",
    Right.CORRECTION: "6, 30",
    Right.WITHDRAWAL: "9, 40",
    Right.RESTRICTION: "11, 41",
    Right.ERASURE: "8, 43",
    Right.OBJECTION: "10",
    Right.PORTABILITY: "13",
}
COPIES = frozenset({Right.ACCESS, Right.PORTABILITY})


class Identity(StrEnum):
    """How we know that it is he who asks; possession of what he gave us earlier, or his card at the desk."""

    NONE = "NONE"
    ADDRESS = "ADDRESS"
    CODES = "CODES"
    DESK = "DESK"


IDENTITY_LABELS = {
    Identity.NONE: "Identitas belum dipastikan",
    Identity.ADDRESS: "Menguasai alamat surelnya",
    Identity.CODES: "Menguasai kode lacaknya",
    Identity.DESK: "KTP dilihat di loket",
}
IDENTITY_TONES = {
    Identity.NONE: "warn",
    Identity.ADDRESS: "ok",
    Identity.CODES: "ok",
    Identity.DESK: "ok",
}


class Step(StrEnum):
    """Where a request or an incident stands."""

    NEW = "NEW"
    WORK = "WORK"
    SECOND = "SECOND"
    GRANTED = "GRANTED"
    PARTLY = "PARTLY"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    NOTIFIED = "NOTIFIED"


STEP_LABELS = {
    Step.NEW: "Diterima",
    Step.WORK: "Dikerjakan",
    Step.SECOND: "Menunggu petugas kedua",
    Step.GRANTED: "Dipenuhi",
    Step.PARTLY: "Dipenuhi sebagian",
    Step.REFUSED: "Ditolak dengan alasan",
    Step.WITHDRAWN: "Ditarik",
    Step.NOTIFIED: "Diberitahukan",
}
STEP_TONES = {
    Step.NEW: "info",
    Step.WORK: "info",
    Step.SECOND: "warn",
    Step.GRANTED: "ok",
    Step.PARTLY: "ok",
    Step.REFUSED: "muted",
    Step.WITHDRAWN: "muted",
    Step.NOTIFIED: "ok",
}
OPEN_STEPS = frozenset({Step.NEW, Step.WORK, Step.SECOND})


class Ground(StrEnum):
    """Why a request is not granted."""

    NOT_IDENTIFIED = "NOT_IDENTIFIED"
    ARCHIVES = "ARCHIVES"
    OTHER_LAW = "OTHER_LAW"
    OTHERS = "OTHERS"
    NOTHING_HELD = "NOTHING_HELD"
    DUTY = "DUTY"


GROUND_LABELS = {
    Ground.NOT_IDENTIFIED: "Identitas tidak dapat dipastikan",
    Ground.ARCHIVES: "Wajib disimpan menurut jadwal retensi arsip (UU 43/2009; UU 27/2022 Pasal 44)",
    Ground.OTHER_LAW: "Peraturan lain mewajibkan penyimpanannya (UU 27/2022 Pasal 15 dan 45)",
    Ground.OTHERS: "Membuka data orang lain (UU 27/2022 Pasal 33)",
    Ground.NOTHING_HELD: "Tidak ada data yang kami simpan dengan keterangan itu",
    Ground.DUTY: "Pemrosesannya bukan atas dasar persetujuan",
}

BASIS_LABELS = {
    "CONSENT": "persetujuan",
    "CONTRACT": "perjanjian",
    "LEGAL_DUTY": "kewajiban hukum",
    "VITAL": "kepentingan vital",
    "PUBLIC_TASK": "tugas pelayanan publik",
    "LEGITIMATE": "kepentingan sah lainnya",
}
BASIS_ARTICLES = dict(zip(BASIS_LABELS, "abcdef", strict=True))
SPECIFIC_LABELS = {
    "HEALTH": "kesehatan",
    "BIOMETRIC": "biometrik",
    "GENETIC": "genetika",
    "CRIMINAL": "catatan kejahatan",
    "CHILDREN": "data anak",
    "FINANCIAL": "keuangan pribadi",
}
UNIT_LABELS = {"DAYS": "hari", "MONTHS": "bulan", "YEARS": "tahun"}
WAY_LABELS = {"DESTROY": "dimusnahkan", "ANONYMISE": "dilepaskan dari orangnya"}


class Act(StrEnum):
    """What the journal says about data protection."""

    ASSESSED = "DATA_ASSESSMENT_FILED"
    ASKED = "DATA_REQUEST_FILED"
    PROVEN = "DATA_REQUEST_IDENTITY_PROVEN"
    COLLECTED = "DATA_REQUEST_COPY_MADE"
    CORRECTED = "DATA_CORRECTED"
    ERASED = "DATA_ERASED"
    CONSENT_ENDED = "DATA_CONSENT_WITHDRAWN"
    DESTROYED = "DATA_DESTROYED"
    HELD = "DATA_HELD"
    FREED = "DATA_HOLD_ENDED"
    INCIDENT = "DATA_INCIDENT_RECORDED"
    DRAWN = "DATA_INCIDENT_AFFECTED_DRAWN"
    NOTIFIED = "DATA_INCIDENT_NOTIFIED"
