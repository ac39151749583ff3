"""The front door of `documents`: keep a photo, address it, say who may see it."""

from balai.engine.documents.actions import PreparedPhoto, prepare_photo, store_photo
from balai.engine.documents.models import Document
from balai.engine.documents.permissions import visibility
from balai.engine.documents.queries import look_alikes, thumbnail_url, url

__all__ = [
    "Document",
    "PreparedPhoto",
    "look_alikes",
    "prepare_photo",
    "store_photo",
    "thumbnail_url",
    "url",
    "visibility",
]
