"""What a message wants: a table of words that people write, in any case, with or without stops."""

import re
from dataclasses import dataclass

from balai.domains.citizen_reports.dialogue.terms import Wish

# The whole message is one of these.
WHOLE = {
    Wish.HELP: ("bantuan", "help", "menu", "tolong", "info", "petunjuk", "cara"),
    Wish.CANCEL: ("batal", "cancel", "batalkan", "ga jadi", "gak jadi", "tidak jadi", "nggak jadi"),
    Wish.STATUS: ("status", "cek", "cek laporan", "status laporan", "lacak", "laporan saya"),
    Wish.CONFIDENTIAL: ("rahasia", "confidential", "lapor rahasia", "laporan rahasia"),
    Wish.ENGLISH: ("english", "inggris", "bahasa inggris", "in english"),
    Wish.INDONESIAN: ("indonesia", "bahasa", "bahasa indonesia", "indonesian"),
    Wish.PERSON: ("petugas", "operator", "admin", "orang", "bicara dengan petugas", "officer", "human"),
    Wish.YES: ("ya", "y", "iya", "yes", "kirim", "send", "ok", "oke", "okay", "betul", "benar", "setuju", "nggih", "inggih", "yo"),
    Wish.NO: ("tidak", "no", "bukan", "salah", "ora", "mboten", "nggak", "gak", "enggak"),
    Wish.SKIP: ("lewati", "skip", "lewat", "tidak ada", "ga ada", "gak ada", "tanpa foto", "tidak tahu", "ga tahu", "gak tau", "tidak tau", "unknown", "i don t know", "no photo"),
    Wish.CATEGORY: ("kategori", "category", "ganti kategori", "ubah kategori"),
    Wish.PLACE: ("tempat", "place", "lokasi", "ganti tempat", "ubah tempat", "ganti lokasi"),
    Wish.REPORT: ("lapor", "laporan baru", "report", "buat laporan", "aduan"),
    Wish.SOLVED: ("sudah", "sudah beres", "sudah selesai", "beres", "selesai", "solved", "done", "sampun", "uwis"),
    Wish.UNSOLVED: ("belum", "belum beres", "belum selesai", "not yet", "dereng", "durung", "unsolved"),
    Wish.GREETING: (
        "start", "halo", "hallo", "hai", "hi", "hello", "p", "ping", "permisi", "assalamualaikum", "assalamu alaikum", "salam",
        "selamat pagi", "selamat siang", "selamat sore", "selamat malam", "pagi", "siang", "sore", "malam", "test", "tes",
        "assalamualaikum wr wb", "nuwun sewu", "kulo nuwun", "kulonuwun", "sugeng enjing",
    ),
}  # fmt: skip
_BY_WORD = {word: wish for wish, words in WHOLE.items() for word in words}
# One of these, and something behind it.
_LEADING = re.compile(
    r"(?P<word>status|cek|lacak|tambah|add|sudah|solved|belum|unsolved)\b[\s:,.\-]*(?P<rest>.+)\Z", re.IGNORECASE | re.DOTALL
)  # fmt: skip
_LEADS = {
    "status": Wish.STATUS, "cek": Wish.STATUS, "lacak": Wish.STATUS, "tambah": Wish.ADD, "add": Wish.ADD,
    "sudah": Wish.SOLVED, "solved": Wish.SOLVED, "belum": Wish.UNSOLVED, "unsolved": Wish.UNSOLVED,
}  # fmt: skip
# As it is written on receipts, or the nine signs at one go; letters alone are a word of nine letters.
_GROUPED = re.compile(r"[0-9A-Za-z]{3}([ \-–—._/]+)[0-9A-Za-z]{3}\1[0-9A-Za-z]{3}")
_TOGETHER = re.compile(r"(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{9}")
_DIGIT = re.compile(r"\s*\(?#?(\d{1,2})[.)]?\s*\Z")
_ENGLISH = frozenset(
    [
        "the",
        "is",
        "are",
        "there",
        "and",
        "please",
        "road",
        "street",
        "broken",
        "light",
        "near",
        "hole",
        "water",
        "garbage",
        "trash",
        "has",
        "been",
        "for",
        "days",
        "not",
        "with",
        "this",
        "in",
        "front",
        "of",
        "hello",
    ]
)
_INDONESIAN = frozenset(
    [
        "di",
        "yang",
        "dan",
        "jalan",
        "ada",
        "rusak",
        "sudah",
        "tidak",
        "lampu",
        "air",
        "sampah",
        "mohon",
        "desa",
        "depan",
        "dari",
        "ini",
        "itu",
        "saya",
    ]
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A wish with what stands behind it: the code of a report as it was written, a number, other words."""

    wish: Wish | None
    code: str = ""
    number: int = 0
    rest: str = ""


def understand(text: str) -> Understood:
    """The wish of a message; None where it simply tells something."""
    plain = " ".join(re.findall(r"[\w]+", text.casefold()))
    if match := _DIGIT.match(text):
        return Understood(Wish.NUMBER, number=int(match[1]))
    if plain in _BY_WORD:
        return Understood(_BY_WORD[plain])
    if code := _whole_code(text):
        return Understood(Wish.STATUS, code=code)
    if match := _LEADING.match(text.strip()):
        return _led(_LEADS[match["word"].lower()], match["rest"].strip())
    return Understood(None)


def _led(wish: Wish, rest: str) -> Understood:
    code, behind = _leading_code(rest)
    if code:
        return Understood(wish, code=code, rest=behind)
    if wish is Wish.STATUS and len(rest) <= 14 and re.search(r"\d", rest):
        # Meant as a code, and mistyped: the refusal says how a code looks.
        return Understood(wish, code=rest)
    # "Sudah tiga hari lampu mati" tells something; it confirms nothing.
    return Understood(None)


def _whole_code(text: str) -> str:
    stripped = text.strip().strip(".,!?")
    found = _GROUPED.fullmatch(stripped) or _TOGETHER.fullmatch(stripped)
    return found[0] if found and re.search(r"\d", stripped) else ""


def _leading_code(rest: str) -> tuple[str, str]:
    found = _GROUPED.match(rest) or _TOGETHER.match(rest)
    if not found or rest[found.end() : found.end() + 1].isalnum():
        return "", rest
    return found[0], rest[found.end() :].strip(" \n:,.-")


def is_english(text: str) -> bool:
    """Whether somebody seems to write English: more of its small words than of ours, and two at least."""
    words = re.findall(r"[a-z]+", text.casefold())
    ours = sum(word in _INDONESIAN for word in words)
    return sum(word in _ENGLISH for word in words) >= max(2, ours + 1)
