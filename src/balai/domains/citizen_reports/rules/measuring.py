"""What counts as an answer, as late, as one of a flood: the small decisions behind the published measure. Pure.

Each is stated on the page of statistics in words; a change here is a change of the measure and moves the figures.
"""

import re
from datetime import datetime, timedelta
from enum import StrEnum

# Reports about one place and category on one day are mostly about one thing: so many of them are waited for.
MOST_OF_A_CLUSTER = 3
# So many reports of one reporter on one day are waited for.
MOST_OF_A_SENDER = 5
# A report at the same place, of the same category, within these days after one was closed unanswered is that one again.
REFILED_WITHIN = timedelta(days=14)
# From here on an act that moves or stops a report comes late: this share of the promised time is over.
LATE_SHARE = 0.75
# A pause in the last days of a month is looked at, whatever else it is.
LAST_DAYS = 3
# An answer that promises "is being processed" has at least so many other words that say something.
FEWEST_WORDS = 3


class LeftOut(StrEnum):
    """Why a report is not waited for in the measure."""

    FLOOD = "FLOOD"
    REFILED = "REFILED"


_WORD = re.compile(r"[a-z]+")
# What an officer writes who says nothing: politeness, and promises without a day, a deed or a ground.
_HOLLOW_WORDS = (
    "yth bapak ibu bpk saudara sdr sdri kak pak bu selamat pagi siang sore malam salam hormat kami saya anda kita "
    "terima kasih terimakasih makasih trims atas laporan laporannya lapor aduan aduannya pengaduan pengaduannya "
    "informasi informasinya masukan masukannya perhatian perhatiannya partisipasi partisipasinya saran sarannya "
    "sudah telah akan segera sedang masih dalam proses diproses prosesnya tindak lanjut ditindak ditindaklanjuti "
    "tindaklanjuti lanjuti diteruskan teruskan diterima menerima mohon maaf bersabar sabar menunggu tunggu "
    "ditunggu tahap pada oleh untuk dan yang di ke dari ini itu dengan agar secepatnya secepat mungkin "
    "ketidaknyamanan ketidaknyamanannya kepada instansi pihak dinas terkait bersangkutan koordinasi koordinasikan "
    "dikoordinasikan berkoordinasi disampaikan sampaikan menyampaikan oke ok baik siap noted catat dicatat "
    "monitor dimonitor pantau dipantau tanggapan tanggapannya kerjasama kerjasamanya bapakibu masyarakat warga "
    "pelapor petugas tim lapangan cek dicek kembali lagi lebih ya nggih matur nuwun suwun inggih sampun badhe "
    "dipun "
)
_HOLLOW = frozenset(_HOLLOW_WORDS.split())
_PROMISE = re.compile(
    r"\b(?:di)?proses|tindak ?lanjut|\bditeruskan|koordinasi|\b(?:di)?(?:cek|pantau|monitor)\b"
)


def is_hollow(text: str) -> bool:
    """Whether an answer says nothing: "sedang diproses", "terima kasih atas laporannya". Errs towards taking it as an answer."""
    said = {word for word in _WORD.findall(text.lower()) if word not in _HOLLOW}
    return not said or (len(said) < FEWEST_WORDS and bool(_PROMISE.search(text.lower())))


def is_late(at: datetime, *, since: datetime, due: datetime | None) -> bool:
    """Whether most of the promised time was over at `at`."""
    return due is not None and at >= since + LATE_SHARE * (due - since)


def is_month_end(at: datetime) -> bool:
    """Whether a local moment lies in the last days of its month."""
    return (at + timedelta(days=LAST_DAYS)).month != at.month


def left_out(*, of_cluster: int, of_sender: int, closed_at: datetime | None, at: datetime) -> str:
    """Why a report filed at `at` is not waited for; "" when it is.

    `of_cluster`, `of_sender`: earlier ones of that day; `closed_at`: when one of the cluster was last closed unanswered.
    """
    if closed_at is not None and timedelta(0) <= at - closed_at <= REFILED_WITHIN:
        return LeftOut.REFILED
    if of_cluster >= MOST_OF_A_CLUSTER or of_sender >= MOST_OF_A_SENDER:
        return LeftOut.FLOOD
    return ""
