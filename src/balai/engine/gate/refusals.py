"""How the gate says no."""

from typing import Any

from balai.foundation.errors import Forbidden, Refused


class Banned(Forbidden):
    """Whoever knocks may not send for a while; `appeal_code` opens the way to object."""

    appeal_code = ""


class PuzzleNeeded(Refused):
    """The same is to be sent again with the answer to a puzzle; `details` is what a program is told besides."""

    status = 428

    def __init__(self, puzzle: dict[str, Any]) -> None:
        super().__init__(
            "PUZZLE_NEEDED",
            "Banyak kiriman datang dari jaringan Anda. Kirim lagi sebentar lagi: perangkat Anda menjawab teka-teki kecil lebih dulu.",
        )
        self.puzzle = puzzle
        self.details = {"puzzle": puzzle}
