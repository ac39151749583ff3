"""What the scrub finds in invented texts, by kind, and how fast it is."""

import time
from collections import Counter

from balai.engine.documents import detecting
from balai.engine.documents.covering import Box
from balai.foundation.privacy import found
from balai.foundation.tests.private_texts import Text, texts
from benches.drawn_people import pictures
from benches.figures import Figure
from benches.place import Place

RECALL, PRECISION, MS_FOR_A_LONG_TEXT, TIMES_FOR_TENFOLD = 0.99, 0.95, 20, 15
PICTURES = 30
GOALS = {"NIK": RECALL, "PHONE": RECALL}


def scrub(place: Place) -> list[Figure]:
    """6,000 invented texts: share of the secrets that are covered whole, share of the masks that cover a secret."""
    known, covered, masks, right = measured(texts())
    rows = [
        Figure(name=f"scrub.recall.{kind.lower()}", value=round(covered[kind] / known[kind], 4), unit=f"of {known[kind]}", goal=GOALS.get(kind))
        for kind in sorted(known)
    ]  # fmt: skip
    rows += [
        Figure(name=f"scrub.precision.{kind.lower()}", value=round(right[kind] / masks[kind], 4), unit=f"of {masks[kind]}")
        for kind in sorted(masks)
    ]  # fmt: skip
    total = sum(masks.values())
    rows.append(Figure(name="scrub.precision", value=round(sum(right.values()) / total, 4), unit=f"of {total}", goal=PRECISION))  # fmt: skip
    short, long = _milliseconds(4_000), _milliseconds(40_000)
    rows.append(Figure(name="scrub.longest", value=short, unit="ms", better="lower", goal=MS_FOR_A_LONG_TEXT))
    rows.append(
        Figure(name="scrub.tenfold", value=long / short, unit="times", better="lower", goal=TIMES_FOR_TENFOLD)
    )
    return rows


def covers(place: Place) -> list[Figure]:
    """What OpenCV's cascades propose on drawn pictures: faces and plates that are covered, pictures covered for nothing."""
    if detecting.detector() is None:
        return [Figure(name="covers.without_detector", value=0, unit="boxes proposed")]
    rows = []
    began = time.process_time()
    for kind in ("FACE", "PLATE", "NOTHING"):
        found, known = 0, 0
        for photo, boxes in pictures(PICTURES, kind=kind):
            proposed = detecting.propose(photo)
            known += len(boxes) if boxes else 1
            found += sum(any(_covered(box, cover) > 0.6 for cover in proposed) for box in boxes)
            found += bool(proposed) if not boxes else 0
        name = "covers.needless" if kind == "NOTHING" else f"covers.found.{kind.lower()}"
        rows.append(Figure(name=name, value=round(found / known, 3), unit=f"of {known}"))
    spent = (time.process_time() - began) * 1000 / (3 * PICTURES)
    return [*rows, Figure(name="covers.look", value=spent, unit="ms a photo, processor", better="lower")]


def _covered(box: Box, cover: Box) -> float:
    """The share of `box` that lies under `cover`."""
    wide = min(box[0] + box[2], cover[0] + cover[2]) - max(box[0], cover[0])
    high = min(box[1] + box[3], cover[1] + cover[3]) - max(box[1], cover[1])
    return max(0.0, wide) * max(0.0, high) / (box[2] * box[3])


def measured(corpus: list[Text]) -> tuple[Counter, Counter, Counter, Counter]:
    """Secrets by kind, those of them that are covered whole; masks by kind, those of them that touch a secret."""
    known, covered, masks, right = Counter(), Counter(), Counter(), Counter()
    for text in corpus:
        spans = found(text.words)
        for kind, start, end in text.secrets:
            known[kind] += 1
            covered[kind] += not missed(text, start, end, spans)
        for span in spans:
            masks[span.kind.value] += 1
            right[span.kind.value] += any(
                start < span.end and span.start < end for _, start, end in text.secrets
            )
    return known, covered, masks, right


def missed(text: Text, start: int, end: int, spans: list) -> str:
    """The letters and digits of a secret that everybody could still read."""
    return "".join(
        char
        for at, char in enumerate(text.words[start:end], start)
        if char.isalnum() and not any(span.start <= at < span.end for span in spans)
    )


def _milliseconds(length: int) -> float:
    words = " ".join(text.words for text in texts(1_000))[:length]
    began = time.process_time()
    for _ in range(5):
        found(words)
    return (time.process_time() - began) * 200


# The medians of known and unknown lie closer together than half of what an answer varies by itself.
MOST_APART = 0.5


def doors(place: Place) -> list[Figure]:
    """Whether time tells that an address or a code is known, at the doors where a stranger can type one (processor time)."""
    found = place.inside("doors_apart", database=place.empty("doors"))
    figures = []
    for name, one in found.items():
        print(f"  {name}: known {one['known']:.2f} ms, unknown {one['unknown']:.2f} ms")
        figures.append(
            Figure(name=f"doors.{name}", value=round(one["apart"], 2), unit="of the spread", better="lower", goal=MOST_APART)
        )  # fmt: skip
    return figures
