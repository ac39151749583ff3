"""What the scrub finds in invented texts, by kind, and how fast it is."""

import time
from collections import Counter

from balai.foundation.privacy import found
from balai.foundation.tests.private_texts import Text, texts
from benches.figures import Figure
from benches.place import Place

RECALL, PRECISION, MS_FOR_A_LONG_TEXT, TIMES_FOR_TENFOLD = 0.99, 0.95, 20, 15
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
