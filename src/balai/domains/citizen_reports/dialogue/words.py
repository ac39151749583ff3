"""The sentences of the dialogue, in Indonesian; English comes from the catalogue. `SHORT` are those that fit one SMS
where the full one does not."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_noop

from balai.domains.citizen_reports.dialogue.terms import Said
from balai.engine.conversations.public import Reply

FULL: dict[Said, str] = {
    Said.GREETING: gettext_noop("Layanan laporan {region}. Tulis apa yang terjadi dan di mana. Balas BANTUAN untuk petunjuk."),
    Said.HELP: gettext_noop(
        "Tulis laporan Anda dengan kata-kata sendiri; foto dan lokasi boleh dikirim kapan saja.\n"
        "STATUS <kode>: kabar laporan\nTAMBAH <kode> <teks>: menambah keterangan\n"
        "SUDAH <kode> atau BELUM <kode>: laporan sudah atau belum beres\n"
        "BATAL: mengulang dari awal\nRAHASIA: laporan rahasia\nPETUGAS: bicara dengan petugas\n"
        "ENGLISH: bahasa Inggris\nBERHENTI: tidak menerima kabar lagi"
    ),
    Said.ASK_TEXT: gettext_noop("Apa yang terjadi? Ceritakan dengan kata-kata sendiri."),
    Said.TEXT_SHORT: gettext_noop("Ceritakan sedikit lebih lengkap: apa yang terjadi, dan di mana?"),
    Said.ASK_PLACE: gettext_noop("Di mana tempatnya? Kirim lokasi, atau tulis desa dan kecamatannya; patokan boleh ditambahkan."),
    Said.ASK_VILLAGE: gettext_noop("Patokannya kami catat. Di desa atau kelurahan apa? Balas TIDAK TAHU bila tidak tahu."),
    Said.ASK_VILLAGE_OF: gettext_noop("Kecamatan {kecamatan}. Di desa atau kelurahan apa? Balas TIDAK TAHU bila tidak tahu."),
    Said.CHOOSE_PLACE: gettext_noop("Ada beberapa tempat bernama itu. Balas nomornya:"),
    Said.CHOOSE_AGAIN: gettext_noop("Balas dengan nomor 1 sampai {most}."),
    Said.OUTSIDE: gettext_noop("Lokasi itu di luar {region}. {advice}"),
    Said.ASK_PHOTO: gettext_noop("Ada fotonya? Kirim sekarang, atau balas LEWATI."),
    Said.SUMMARY: gettext_noop(
        "Laporan Anda:\n{text}\nTempat: {place}\nKategori: {category}\nFoto: {photos}\n"
        "Balas KIRIM untuk mengirim, KATEGORI atau TEMPAT untuk mengganti, BATAL untuk membatalkan."
    ),
    Said.CHOOSE_CATEGORY: gettext_noop("Kategori mana? Balas nomornya, atau tulis dengan kata lain:"),
    Said.FILED: gettext_noop(
        "Terima kasih. Laporan {number} diterima dan dipegang {holder}.{promise}\n"
        "Kode lacak: {code}. Simpan baik-baik: siapa pun yang memegangnya dapat membuka laporan ini.\n{link}"
    ),
    Said.ALREADY_FILED: gettext_noop("Laporan Anda sudah terkirim. Balas STATUS untuk melihat kabarnya."),
    Said.REFUSED: "{message}",
    Said.MASKED: gettext_noop("Nomor 16 angka (NIK atau KK) kami hapus dari pesan Anda. Jangan menulisnya di sini."),
    Said.PHOTO_LOST: gettext_noop("Fotonya tidak dapat kami ambil. Kirim lagi bila perlu."),
    Said.STATUS: gettext_noop("{number}: {state}, dipegang {holder}.{promise}\n{link}"),
    Said.NO_REPORTS: gettext_noop("Tulis STATUS lalu kode lacaknya, misalnya: STATUS K7M-4Q2-XPD"),
    Said.CODE_UNKNOWN: gettext_noop("Tidak ada laporan dengan kode itu. Periksa lagi kodenya."),
    Said.ADDED: gettext_noop("Keterangan Anda untuk {number} tercatat."),
    Said.ADD_HOW: gettext_noop("Tulis TAMBAH, kode lacaknya, lalu keterangannya."),
    Said.CONFIRMED: gettext_noop("Terima kasih. {number} tercatat selesai menurut Anda sendiri."),
    Said.CONTESTED: gettext_noop("Tercatat: {number} belum beres. Laporan kembali ke {holder}, tenggatnya tetap."),
    Said.ASK_WHY: gettext_noop("Apa yang belum beres? Tulis dengan singkat."),
    Said.WHICH: gettext_noop("Laporan yang mana? Balas nomornya:"),
    Said.NOTHING_TO_CONFIRM: gettext_noop("Tidak ada laporan dari nomor atau alamat ini yang menunggu jawaban Anda."),
    Said.NEED_CODE: gettext_noop("Agar tidak ada yang memakai alamat Anda: tulis SUDAH atau BELUM, lalu kode lacaknya."),
    Said.CANCELLED: gettext_noop("Dibatalkan; tidak ada yang terkirim. Tulis lagi kapan saja."),
    Said.NOTHING_TO_CANCEL: gettext_noop("Tidak ada laporan yang sedang ditulis. Yang sudah terkirim dapat ditarik di halaman lacaknya."),
    Said.CONFIDENTIAL: gettext_noop("Laporan rahasia jangan ditulis di sini: kirim lewat {link} dan pilih Rahasia. Tulisan yang tadi kami hapus."),
    Said.PERSON: gettext_noop("Petugas akan membaca percakapan ini dan menjawab pada jam kerja. Anda tetap boleh menulis laporan."),
    Said.LANGUAGE: gettext_noop("Kami menulis dalam bahasa Indonesia. Balas ENGLISH untuk bahasa Inggris."),
}  # fmt: skip
SHORT: dict[Said, str] = {
    Said.HELP: gettext_noop("Tulis laporan Anda. Atau: STATUS <kode>, TAMBAH <kode> <teks>, BATAL, RAHASIA, PETUGAS, ENGLISH, BERHENTI."),
    Said.ASK_PLACE: gettext_noop("Di mana tempatnya? Tulis desa dan kecamatannya; patokan boleh ditambahkan."),
    Said.SUMMARY: gettext_noop("{text} - Tempat: {place}. Kategori: {category}. Balas KIRIM, KATEGORI, TEMPAT atau BATAL."),
    Said.FILED: gettext_noop("Laporan {number} diterima {holder}. Kode lacak {code} (simpan). {link}"),
    Said.STATUS: gettext_noop("{number}: {state}, dipegang {holder}. {link}"),
}  # fmt: skip
# Buttons where the channel has them: what comes back, and what stands on the button (at most 20 letters).
BUTTONS: dict[Said, tuple[tuple[str, str], ...]] = {
    Said.SUMMARY: (
        ("KIRIM", gettext_noop("Kirim")),
        ("KATEGORI", gettext_noop("Ganti kategori")),
        ("BATAL", gettext_noop("Batalkan")),
    ),
    Said.ASK_PHOTO: (("LEWATI", gettext_noop("Tanpa foto")),),
}
ASKS_PLACE = frozenset({Said.ASK_PLACE, Said.ASK_VILLAGE})
# One SMS of letters that every phone writes; an ellipsis would make it a message of 70.
ONE_SMS = 160


def reply(what: Said, values: Mapping[str, Any], choices: Sequence[str] = ()) -> Reply:
    """A sentence in the active language. Its short form is cut where a word of the report is too long."""
    numbered = "".join(f"\n{place}. {label}" for place, label in enumerate(choices, 1))
    full = gettext(FULL[what]).format(**values) + numbered
    short = gettext(SHORT[what]).format(**_fitting(what, values)) + numbered if what in SHORT else ""
    buttons = tuple((payload, gettext(label)) for payload, label in BUTTONS.get(what, ()))
    numbers = tuple((str(place), label) for place, label in enumerate(choices, 1))
    return Reply(full, short=short, choices=buttons or numbers, asks_place=what in ASKS_PLACE)


def _fitting(what: Said, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with the words of the report shortened to what one SMS leaves room for."""
    room = ONE_SMS - len(gettext(SHORT[what]).format(**{**values, "text": ""}))
    text = " ".join(str(values.get("text", "")).split())
    return {**values, "text": text if len(text) <= room else f"{text[: max(10, room - 3)]}..."}
