"""What is odd about a record, told in the language of the page."""

from django import template
from django.utils.safestring import SafeString

from balai.domains.innovations.rules.oddities import SENTENCE_LABELS, taken_apart
from balai.kits.ui.words import in_indonesian, said

register = template.Library()


@register.filter
def odd_word(kept: str) -> SafeString | str:
    """One of the sentences that a record keeps; one that this version does not know stays as it was kept."""
    pattern, cell = taken_apart(kept)
    return said(pattern).format(text=cell) if pattern in SENTENCE_LABELS.values() else in_indonesian(kept)
