"""How hard a puzzle is, and whether it is solved."""

from collections.abc import Mapping
from hashlib import sha256


def bits_for(count: int, *, settings: Mapping[str, int]) -> int:
    """How many leading noughts a place is asked for that sent `count` times in the window: one more each time it doubles.

    >>> bits_for(30, settings={"from": 30, "least_bits": 13, "most_bits": 18})
    0
    """
    if count <= settings["from"]:
        return 0
    doublings = (count // max(1, settings["from"])).bit_length() - 1
    return min(settings["least_bits"] + doublings, settings["most_bits"])


def is_solved(token: str, answer: str, *, bits: int) -> bool:
    """Whether SHA-256 of `token:answer` begins with so many noughts. Answers are decimal numbers."""
    if not answer.isascii() or not answer.isdecimal() or len(answer) > 12:
        return False
    digest = int.from_bytes(sha256(f"{token}:{answer}".encode()).digest()[:8], "big")
    return digest >> (64 - bits) == 0 if bits else True


def solve(token: str, *, bits: int) -> str:
    """The answer to a puzzle, as a client finds it: by trying."""
    number = 0
    while not is_solved(token, str(number), bits=bits):
        number += 1
    return str(number)
