"""Parts of acts of a room that change what is said of a case, and not how it goes."""

from balai.engine.cases.actions.moving import locked
from balai.engine.cases.models import Attachment, Case, Remark


def rename(*, case_id: int, title: str) -> Case:
    """Another title. The version goes up: who had the page open looks again before acting."""
    case = locked(case_id)
    case.title, case.version = title, case.version + 1
    case.save(update_fields=["title", "version"])
    return case


def replace_words(*, remark_id: int, text: str) -> None:
    """Other words of an act: the same with more masks. The journal holds none of them."""
    Remark.objects.filter(pk=remark_id).update(text=text)


def withhold_all(*, case_id: int) -> None:
    """No photo of it is shown to others any more."""
    Attachment.objects.filter(case_id=case_id, is_public=True).update(is_public=False)
