"""The words of the dialogue: what people want, where a dialogue stands, what can be said."""

from enum import StrEnum


class Wish(StrEnum):
    """What a message asks for, when it is not simply told."""

    HELP = "HELP"
    CANCEL = "CANCEL"
    STATUS = "STATUS"
    ADD = "ADD"
    CONFIDENTIAL = "CONFIDENTIAL"
    ENGLISH = "ENGLISH"
    INDONESIAN = "INDONESIAN"
    PERSON = "PERSON"
    YES = "YES"
    NO = "NO"
    SKIP = "SKIP"
    CATEGORY = "CATEGORY"
    PLACE = "PLACE"
    REPORT = "REPORT"
    SOLVED = "SOLVED"
    UNSOLVED = "UNSOLVED"
    GREETING = "GREETING"
    NUMBER = "NUMBER"


class Step(StrEnum):
    """What the last answer asked for."""

    IDLE = "IDLE"
    TEXT = "TEXT"
    PLACE = "PLACE"
    PLACE_CHOICE = "PLACE_CHOICE"
    PHOTO = "PHOTO"
    CATEGORY_CHOICE = "CATEGORY_CHOICE"
    SUMMARY = "SUMMARY"
    WHICH = "WHICH"
    WHY = "WHY"


class Said(StrEnum):
    """What can be said; the sentences are in `words`."""

    GREETING = "GREETING"
    HELP = "HELP"
    ASK_TEXT = "ASK_TEXT"
    TEXT_SHORT = "TEXT_SHORT"
    ASK_PLACE = "ASK_PLACE"
    ASK_VILLAGE = "ASK_VILLAGE"
    ASK_VILLAGE_OF = "ASK_VILLAGE_OF"
    CHOOSE_PLACE = "CHOOSE_PLACE"
    CHOOSE_AGAIN = "CHOOSE_AGAIN"
    OUTSIDE = "OUTSIDE"
    ASK_PHOTO = "ASK_PHOTO"
    SUMMARY = "SUMMARY"
    CHOOSE_CATEGORY = "CHOOSE_CATEGORY"
    FILED = "FILED"
    ALREADY_FILED = "ALREADY_FILED"
    REFUSED = "REFUSED"
    MASKED = "MASKED"
    PHOTO_LOST = "PHOTO_LOST"
    STATUS = "STATUS"
    NO_REPORTS = "NO_REPORTS"
    CODE_UNKNOWN = "CODE_UNKNOWN"
    ADDED = "ADDED"
    ADD_HOW = "ADD_HOW"
    CONFIRMED = "CONFIRMED"
    CONTESTED = "CONTESTED"
    ASK_WHY = "ASK_WHY"
    WHICH = "WHICH"
    NOTHING_TO_CONFIRM = "NOTHING_TO_CONFIRM"
    NEED_CODE = "NEED_CODE"
    CANCELLED = "CANCELLED"
    NOTHING_TO_CANCEL = "NOTHING_TO_CANCEL"
    CONFIDENTIAL = "CONFIDENTIAL"
    PERSON = "PERSON"
    LANGUAGE = "LANGUAGE"


class Do(StrEnum):
    """What the machine wants to be done."""

    FILE = "FILE"
    STATUS = "STATUS"
    ADD = "ADD"
    CONFIRM = "CONFIRM"
    CONTEST = "CONTEST"
    CALL_PERSON = "CALL_PERSON"
    FORGET = "FORGET"


SHORTEST_TEXT = 10
# In these states it is the reporter's turn to say whether it is solved.
REACTABLE = frozenset({"ANSWERED", "SOLVED", "LAPSED"})
