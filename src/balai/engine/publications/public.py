"""The front door of publications. Pages of rooms: `{% load publications %}{% publication_links "CODE" edition %}`."""

from .actions import issue_version
from .blocks import Block, Bullets, Facts, Heading, Note, PageBreak, Paragraph, Picture, Table
from .kinds import Chapter, Publication, add_chapter, chapters, register_publication
from .models import Version
from .queries import latest_version, versions

__all__ = [
    "Block",
    "Bullets",
    "Chapter",
    "Facts",
    "Heading",
    "Note",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Publication",
    "Table",
    "Version",
    "add_chapter",
    "chapters",
    "issue_version",
    "latest_version",
    "register_publication",
    "versions",
]
