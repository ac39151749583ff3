"""A text as others will see it, in pieces that a page can mark. No framework, no database."""

from dataclasses import dataclass

from balai.foundation.privacy import MASKS, Kind, found, names


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `kind` names what was masked in it, NAME a name that stays, "" plain words."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What others see. `masked` are the kinds that were taken out, `named` the names that stay."""

    pieces: tuple[Piece, ...]
    masked: tuple[str, ...]
    named: tuple[str, ...]


def preview(text: str) -> Preview:
    """The pieces of `text` in order, with masks where it is scrubbed."""
    spans = found(text)
    taken = [(span.start, span.end) for span in spans]
    people = [
        span for span in names(text) if not any(span.start < end and start < span.end for start, end in taken)
    ]
    pieces, done = [], 0
    for span in sorted([*spans, *people], key=lambda one: one.start):
        if span.start > done:
            pieces.append(Piece(text[done : span.start]))
        shown = text[span.start : span.end] if span.kind is Kind.NAME else MASKS[span.kind]
        pieces.append(Piece(shown, span.kind.value))
        done = span.end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    masked = tuple(dict.fromkeys(span.kind.value for span in spans))
    named = tuple(dict.fromkeys(text[span.start : span.end] for span in people))
    return Preview(tuple(pieces), masked, named)
