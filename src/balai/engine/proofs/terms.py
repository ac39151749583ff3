"""The words of proofs: how a photo came, what speaks against it, and what becomes of it."""

from enum import StrEnum


class Act(StrEnum):
    """What the journal says of a challenge; the acts on the thing itself are its own part's."""

    CHALLENGED = "PROOF_CHALLENGE_ISSUED"


class Way(StrEnum):
    """How a photo came: from the live camera of the page, from the phone's camera for this page, or from a gallery."""

    LIVE = "LIVE"
    CAMERA = "CAMERA"
    GALLERY = "GALLERY"


class Why(StrEnum):
    """Why a second person looks at a hand-in; nobody has to when there is no reason."""

    NONE = ""
    SUSPICIOUS = "SUSPICIOUS"
    UNPROVEN = "UNPROVEN"
    SAMPLE = "SAMPLE"


class Verdict(StrEnum):
    """Where a hand-in stands: nobody has to look, somebody must, or somebody did."""

    CLEAR = "CLEAR"
    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    RETAKE = "RETAKE"


class Mark(StrEnum):
    """What speaks against a photo."""

    GALLERY = "GALLERY"
    CHALLENGE_UNKNOWN = "CHALLENGE_UNKNOWN"
    CHALLENGE_OTHERS = "CHALLENGE_OTHERS"
    CHALLENGE_USED = "CHALLENGE_USED"
    CHALLENGE_LATE = "CHALLENGE_LATE"
    BEFORE_CHALLENGE = "BEFORE_CHALLENGE"
    BYTES_DIFFER = "BYTES_DIFFER"
    COPY = "COPY"
    MIRRORED = "MIRRORED"
    EDITED_COPY = "EDITED_COPY"
    FAR = "FAR"
    OLD = "OLD"
    PLACES_DIFFER = "PLACES_DIFFER"
    COARSE_PLACE = "COARSE_PLACE"
    CLOCK_WRONG = "CLOCK_WRONG"
    GENERATED = "GENERATED"
    EDITOR = "EDITOR"
    SCREENSHOT = "SCREENSHOT"
    MESSENGER = "MESSENGER"
    SAVED_AGAIN = "SAVED_AGAIN"
    NO_CAMERA = "NO_CAMERA"


# What each weighs. A hand-in is suspicious from SUSPICIOUS_FROM on: one heavy mark, or several light ones.
WEIGHTS: dict[Mark, int] = {
    Mark.GALLERY: 0,
    Mark.CHALLENGE_UNKNOWN: 0,
    Mark.CHALLENGE_OTHERS: 60,
    Mark.CHALLENGE_USED: 60,
    Mark.CHALLENGE_LATE: 20,
    Mark.BEFORE_CHALLENGE: 60,
    Mark.BYTES_DIFFER: 100,
    Mark.COPY: 100,
    Mark.MIRRORED: 100,
    Mark.EDITED_COPY: 100,
    Mark.FAR: 100,
    Mark.OLD: 100,
    Mark.PLACES_DIFFER: 60,
    Mark.COARSE_PLACE: 20,
    Mark.CLOCK_WRONG: 20,
    Mark.GENERATED: 100,
    Mark.EDITOR: 60,
    Mark.SCREENSHOT: 60,
    Mark.MESSENGER: 40,
    Mark.SAVED_AGAIN: 20,
    Mark.NO_CAMERA: 20,
}
SUSPICIOUS_FROM = 100

# With one of these a photo does not count as captured for this thing: somebody else has to look at it.
UNPROVEN = frozenset(
    {
        Mark.GALLERY,
        Mark.CHALLENGE_UNKNOWN,
        Mark.CHALLENGE_OTHERS,
        Mark.CHALLENGE_USED,
        Mark.CHALLENGE_LATE,
        Mark.BEFORE_CHALLENGE,
        Mark.BYTES_DIFFER,
    }
)

# To the officer who looks: what was found, never what somebody did.
MARK_LABELS: dict[Mark, str] = {
    Mark.GALLERY: "Foto dari galeri, bukan diambil di aplikasi.",
    Mark.CHALLENGE_UNKNOWN: "Sandi pengambilan tidak dikenal.",
    Mark.CHALLENGE_OTHERS: "Sandi pengambilan dibuat untuk kasus atau petugas lain.",
    Mark.CHALLENGE_USED: "Sandi pengambilan sudah pernah dipakai.",
    Mark.CHALLENGE_LATE: "Foto dikirim sesudah sandi pengambilan habis masa berlakunya.",
    Mark.BEFORE_CHALLENGE: "Foto diambil sebelum aplikasi memintanya.",
    Mark.BYTES_DIFFER: "Berkas yang tiba bukan berkas yang diambil: sidiknya berbeda.",
    Mark.COPY: "Gambarnya sama dengan foto yang sudah pernah dikirim.",
    Mark.MIRRORED: "Gambarnya cerminan foto yang sudah pernah dikirim.",
    Mark.EDITED_COPY: "Sebagian besar gambarnya sama dengan foto yang sudah ada, sebagian lain diganti.",
    Mark.FAR: "Tempat pengambilan jauh dari tempat laporan.",
    Mark.OLD: "Foto diambil terlalu lama sebelum dikirim.",
    Mark.PLACES_DIFFER: "Tempat yang dinyatakan berbeda dari tempat yang dicatat kamera.",
    Mark.COARSE_PLACE: "Ketelitian lokasi ponsel rendah.",
    Mark.CLOCK_WRONG: "Jam ponsel berbeda jauh dari jam peladen.",
    Mark.GENERATED: "Berkasnya menyebut diri buatan atau suntingan mesin.",
    Mark.EDITOR: "Berkasnya disimpan oleh aplikasi penyunting gambar.",
    Mark.SCREENSHOT: "Berkasnya tampak sebagai tangkapan layar.",
    Mark.MESSENGER: "Berkasnya tampak sudah melewati aplikasi pesan.",
    Mark.SAVED_AGAIN: "Berkasnya tampak disimpan ulang sesudah dipotret.",
    Mark.NO_CAMERA: "Berkasnya tidak memuat data kamera.",
}

WHY_LABELS: dict[Why, str] = {
    Why.NONE: "Tidak perlu diperiksa",
    Why.SUSPICIOUS: "Ada tanda yang perlu dilihat",
    Why.UNPROVEN: "Tidak diambil di aplikasi",
    Why.SAMPLE: "Terpilih acak",
}
# What everybody reads beside the proof while and after somebody else looks at it. Fair: no accusation.
CHECK_LABELS: dict[str, str] = {
    Why.SUSPICIOUS: "bukti diperiksa petugas lain",
    Why.UNPROVEN: "foto tidak diambil di aplikasi; bukti diperiksa petugas lain",
    Why.SAMPLE: "bukti terpilih acak untuk diperiksa petugas lain",
}
VERDICT_LABELS: dict[Verdict, str] = {
    Verdict.CLEAR: "Tidak perlu diperiksa",
    Verdict.WAITING: "Menunggu pemeriksaan",
    Verdict.ACCEPTED: "Diterima",
    Verdict.REFUSED: "Tidak diterima",
    Verdict.RETAKE: "Diminta foto baru",
}
VERDICT_TONES: dict[Verdict, str] = {
    Verdict.CLEAR: "muted",
    Verdict.WAITING: "warn",
    Verdict.ACCEPTED: "ok",
    Verdict.REFUSED: "late",
    Verdict.RETAKE: "info",
}
WAY_LABELS: dict[Way, str] = {
    Way.LIVE: "Kamera di halaman ini",
    Way.CAMERA: "Kamera ponsel untuk halaman ini",
    Way.GALLERY: "Galeri",
}

# The phone's clock may differ so much without a mark; a place may be so coarse.
SKEW_SECONDS = 600
COARSE_METRES = 150
# The camera and the page each read the satellites: so far apart they may be.
PLACES_APART_METRES = 500
EARLY_SECONDS = 60
