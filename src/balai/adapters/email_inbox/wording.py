"""The words of a mail: plain text out of HTML, and without what it quotes."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote", "table", "ul", "ol"})
_SILENT = frozenset({"script", "style", "head", "title"})
# Where the answered mail begins, in the ways of the usual programs.
_QUOTES = re.compile(
    r"""^\s*(?:
      (?:on|pada)\s.{4,200}?(?:wrote|menulis)\s*:\s*$
      |-{2,}\s*(?:original\ message|pesan\ asli|forwarded\ message|pesan\ terusan)\s*-{2,}
      |_{10,}\s*$
      |(?:from|dari)\s*:\s.{3,200}$(?=\n\s*(?:sent|date|dikirim|tanggal)\s*:)
      |sent\ from\ my\ |dikirim\ dari\ (?:iphone|ponsel|yahoo|samsung|outlook)
    )""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def own_words(text: str) -> str:
    """What the sender wrote: without quoted lines, the mail below, and the signature."""
    text = text.replace("\r\n", "\n").replace("\u00a0", " ")
    for pattern in (_QUOTES, _SIGNATURE):
        found = pattern.search(text)
        if found:
            text = text[: found.start()]
    lines = [line.rstrip() for line in text.split("\n") if not line.lstrip().startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """Text of HTML with its line ends; quotes are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag in _SILENT or tag == "blockquote" or "gmail_quote" in classes or self._silent:
            self._silent += tag not in {"br", "img", "hr", "meta", "link", "input"}
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent -= tag not in {"br", "img", "hr", "meta", "link", "input"}
        elif tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def text_of_html(html: str) -> str:
    """The visible words of a mail that has no plain text."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub(r" *\n *", "\n", "".join(reader.parts)).strip()
