"""The numbers of the measure of waiting: what each is called and what it counts. Fed by `measuring.py`."""

from balai.domains.citizen_reports.models import Measured
from balai.domains.citizen_reports.rules.flags import ENDED, FLAG_LABELS, FLAGS
from balai.engine.indicators.public import Indicator

FOLLOWER = "citizen_reports.measuring"
ANSWERED, WAITING, NEVER = "measure.answered", "measure.waiting", "measure.never"
WITHDRAWN, LEFT_OUT, HOURS = "measure.withdrawn", "measure.left_out", "measure.hours"
HOPS, REFUSALS, LIMBO = "measure.hops", "measure.refusals", "measure.limbo"
PAUSES, PAUSED = "measure.pauses", "measure.paused"
FLAG = "measure.flag."


def _reset() -> None:
    """Empty the books, when the indicators are counted again from the beginning."""
    Measured.objects.all().delete()


INDICATORS = [
    Indicator(code=ANSWERED, label="Lama sampai jawaban berisi", unit="laporan", description="Waktu warga dari masuk sampai jawaban pertama yang berisi, menurut hari masuk.", follower=FOLLOWER, reset=_reset),
    Indicator(code=WAITING, label="Masih menunggu", unit="laporan", description="Belum ada jawaban yang berisi, menurut hari masuk.", follower=FOLLOWER, reset=_reset),
    Indicator(code=NEVER, label="Tidak pernah dijawab", unit="laporan", description="Ditutup tanpa jawaban, atau dialihkan setelah hampir lewat tenggat.", follower=FOLLOWER, reset=_reset),
    Indicator(code=WITHDRAWN, label="Ditarik pelapor", unit="laporan", description="Berapa lama menunggu sampai ditarik.", follower=FOLLOWER, reset=_reset),
    Indicator(code=LEFT_OUT, label="Tidak diukur lamanya", unit="laporan", description="Laporan beruntun dari satu tempat, atau yang dilaporkan lagi setelah ditutup.", follower=FOLLOWER, reset=_reset),
    Indicator(code=HOURS, label="Hari dan jam masuk", unit="laporan", description="Kelas = hari dalam minggu kali 24 tambah jam.", follower=FOLLOWER, reset=_reset),
    Indicator(code=HOPS, label="Perpindahan", unit="laporan", description="Laporan menurut berapa kali berpindah instansi.", follower=FOLLOWER, reset=_reset),
    Indicator(code=REFUSALS, label="Dialihkan oleh instansi", unit="laporan", description="Laporan yang dialihkan instansi ini ke instansi lain.", follower=FOLLOWER, reset=_reset),
    Indicator(code=LIMBO, label="Menit menunggu keputusan", unit="menit", description="Waktu di meja koordinator sampai diputuskan siapa yang menangani.", follower=FOLLOWER, reset=_reset),
    Indicator(code=PAUSES, label="Penundaan", unit="laporan", description="Berapa kali ditunda.", follower=FOLLOWER, reset=_reset),
    Indicator(code=PAUSED, label="Menit ditunda", unit="menit", description="Waktu ditunda; tetap dihitung dalam lama menunggu.", follower=FOLLOWER, reset=_reset),
    Indicator(code=FLAG + ENDED, label="Tanggapan dan penutupan", unit="tindakan", description="Menurut hari tindakan.", follower=FOLLOWER, reset=_reset),
    *(Indicator(code=FLAG + flag.code, label=FLAG_LABELS[flag.code], unit="tindakan", description="Menurut hari tindakan.", follower=FOLLOWER, reset=_reset) for flag in FLAGS),
]  # fmt: skip
