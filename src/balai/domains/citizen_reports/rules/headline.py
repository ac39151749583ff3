"""What a report is called in lists: its first sentence, without the greetings that letters here begin with."""

import re

from balai.foundation.text import shorten

LONGEST = 80
# Greetings and addresses, each up to its first stop: "Assalamualaikum.", "Nuwun sewu,", "Yth. Bapak Bupati,".
_GREETING = re.compile(
    r"""\s*(?:
      (?:assalam[\w'’]*|salam\ssejahtera|selamat\s(?:pagi|siang|sore|malam)|sugeng\s(?:enjing|siang|sonten|dalu)
        |(?:nuwun|nyuwun)\ssewu|kulo?\s?nuwun|permisi|mohon\sizin(?:\smelapor)?|izin\s(?:melapor|lapor)|lapor|maaf)
      (?:\s(?:wr\.?\s?wb|pak|bu|bapak|ibu|min|admin|mbak|mas)\b\.?)*
      |(?:yth\.?|kepada|kagem)\s[^,.!:]{2,40}
      |(?:pak|bu|bapak|ibu|mas|mbak)(?:/(?:ibu|bapak))?(?:\s(?:bupati|camat|lurah|kades|admin|petugas|kadis))?
    )\s*[,.!:]+\s*""",
    re.IGNORECASE | re.VERBOSE,
)
# The end of a sentence; not the dot of "Jl.", "RT. 3" or "Rp 1.500".
_END = re.compile(r"(?<![.\s][A-Za-z])(?<!\b[JjRrNnKk][a-z])[.!?](?=\s+\S)")


def headline(text: str) -> str:
    """A title of at most 80 characters. A text that is nothing but greetings keeps them."""
    rest = " ".join(text.split())
    while (match := _GREETING.match(rest)) and len(rest) - match.end() >= 10:
        rest = rest[match.end() :]
    end = _END.search(rest, 12)
    sentence = rest[: end.start()] if end else rest
    title = shorten(sentence.rstrip(" .,;:"), LONGEST)
    return title[:1].upper() + title[1:]
