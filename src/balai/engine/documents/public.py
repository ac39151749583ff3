"""The front door of `documents`: keep a file, address it, say who may see it; compose, sign and check letters."""

from balai.engine.documents.actions.covers import PreparedCover, cover_photo, prepare_cover
from balai.engine.documents.actions.destroying import destroy_photos
from balai.engine.documents.actions.files import (
    PreparedFile,
    PreparedPhoto,
    prepare_file,
    prepare_photo,
    store_file,
    store_photo,
)
from balai.engine.documents.actions.letters import (
    compose_letter,
    draft_pdf,
    redraft_letter,
    revoke_letter,
)
from balai.engine.documents.actions.numbers import continue_series, next_number
from balai.engine.documents.actions.pieces import drop_uploads, received, take_piece, whole_uploads
from balai.engine.documents.actions.signing import sign_letter
from balai.engine.documents.actions.sweeping import in_use
from balai.engine.documents.covering import Box, checked_boxes
from balai.engine.documents.detecting import detector
from balai.engine.documents.letter_info import logo
from balai.engine.documents.letter_rules import masked_name
from balai.engine.documents.letterpress.press import typeset
from balai.engine.documents.likenesses import Candidate, candidates, picture_of, same_files, traces_of
from balai.engine.documents.models import Covering, Document, Letter
from balai.engine.documents.permissions import coverable, may_see_original, visibility
from balai.engine.documents.ports import (
    Credentials,
    Signer,
    SignerStatus,
    Signing,
    SigningAway,
    SigningFailed,
    bind_signing,
    signing,
)
from balai.engine.documents.queries import (
    letter,
    letter_file_url,
    letter_url,
    letters_about,
    look_alikes,
    newest_cover,
    original_url,
    thumbnail_url,
    url,
)
from balai.engine.documents.serving import file_response

__all__ = [
    "Box",
    "Candidate",
    "Covering",
    "Credentials",
    "Document",
    "Letter",
    "PreparedCover",
    "PreparedFile",
    "PreparedPhoto",
    "Signer",
    "SignerStatus",
    "Signing",
    "SigningAway",
    "SigningFailed",
    "bind_signing",
    "candidates",
    "checked_boxes",
    "compose_letter",
    "continue_series",
    "cover_photo",
    "coverable",
    "destroy_photos",
    "detector",
    "draft_pdf",
    "drop_uploads",
    "file_response",
    "in_use",
    "letter",
    "letter_file_url",
    "letter_url",
    "letters_about",
    "logo",
    "look_alikes",
    "masked_name",
    "may_see_original",
    "newest_cover",
    "next_number",
    "original_url",
    "picture_of",
    "prepare_cover",
    "prepare_file",
    "prepare_photo",
    "received",
    "redraft_letter",
    "revoke_letter",
    "same_files",
    "sign_letter",
    "signing",
    "store_file",
    "store_photo",
    "take_piece",
    "thumbnail_url",
    "traces_of",
    "typeset",
    "url",
    "visibility",
    "whole_uploads",
]
