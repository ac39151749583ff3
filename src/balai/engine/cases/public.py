"""The front door of the case engine."""

from balai.engine.cases.actions.covering import PHOTO_COVERED, PHOTO_WITHHELD, cover, photo_of, withhold
from balai.engine.cases.actions.family import merge, unmerge
from balai.engine.cases.actions.forgetting import (
    destroy_reporters_photos,
    reporters_photos,
    withhold_reporters_photos,
)
from balai.engine.cases.actions.handover import decide, refuse
from balai.engine.cases.actions.moving import locked
from balai.engine.cases.actions.opening import Opening, open_case, unsaved_case
from balai.engine.cases.actions.outcome import confirm, contest, withdraw
from balai.engine.cases.actions.proving import ask_for_capture, verify_proof
from balai.engine.cases.actions.reclassifying import reclassify
from balai.engine.cases.actions.retitling import rename, replace_words, withhold_all
from balai.engine.cases.actions.stepping import step
from balai.engine.cases.actions.sweeping import sweep
from balai.engine.cases.actions.watching import watch
from balai.engine.cases.actions.words import remark
from balai.engine.cases.actions.work import accept, assign, close, pause, reply, resume, solve
from balai.engine.cases.codes import code_list, known_code, label_of
from balai.engine.cases.heaps import Heap, heap_of, heaps
from balai.engine.cases.kinds import CaseKind, kind_of, kinds, register_kind
from balai.engine.cases.kinship import Family, Voices, family_of, voices
from balai.engine.cases.laws import law_for
from balai.engine.cases.models import Attachment, Case, Remark, SavedView, Watcher
from balai.engine.cases.permissions import may_check, may_do, may_see
from balai.engine.cases.queries import (
    ThreadItem,
    by_deadline,
    events_of,
    holder_spans,
    members_of,
    open_cases,
    photo_view,
    photos_of,
    replayed,
    thread,
    thread_of,
    threads,
    visible_to,
)
from balai.engine.cases.restricted import is_restricted, require_free
from balai.engine.cases.terms import (
    ACT_LABELS,
    HEAD_STATES,
    OPEN_STATES,
    STATE_LABELS,
    STATE_TONES,
    Act,
    State,
)

__all__ = [
    "ACT_LABELS",
    "HEAD_STATES",
    "OPEN_STATES",
    "PHOTO_COVERED",
    "PHOTO_WITHHELD",
    "STATE_LABELS",
    "STATE_TONES",
    "Act",
    "Attachment",
    "Case",
    "CaseKind",
    "Family",
    "Heap",
    "Opening",
    "Remark",
    "SavedView",
    "State",
    "ThreadItem",
    "Voices",
    "Watcher",
    "accept",
    "ask_for_capture",
    "assign",
    "by_deadline",
    "close",
    "code_list",
    "confirm",
    "contest",
    "cover",
    "decide",
    "destroy_reporters_photos",
    "events_of",
    "family_of",
    "heap_of",
    "heaps",
    "holder_spans",
    "is_restricted",
    "kind_of",
    "kinds",
    "known_code",
    "label_of",
    "law_for",
    "locked",
    "may_check",
    "may_do",
    "may_see",
    "members_of",
    "merge",
    "open_case",
    "open_cases",
    "pause",
    "photo_of",
    "photo_view",
    "photos_of",
    "reclassify",
    "refuse",
    "register_kind",
    "remark",
    "rename",
    "replace_words",
    "replayed",
    "reply",
    "reporters_photos",
    "require_free",
    "resume",
    "solve",
    "step",
    "sweep",
    "thread",
    "thread_of",
    "threads",
    "unmerge",
    "unsaved_case",
    "verify_proof",
    "visible_to",
    "voices",
    "watch",
    "withdraw",
    "withhold",
    "withhold_all",
    "withhold_reporters_photos",
]
