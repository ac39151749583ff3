"""The front door of publications."""

from .blocks import Block, Bullets, Facts, Heading, Note, PageBreak, Paragraph, Picture, Table
from .kinds import Chapter, Publication, add_chapter, register_publication

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
    "add_chapter",
    "register_publication",
]
