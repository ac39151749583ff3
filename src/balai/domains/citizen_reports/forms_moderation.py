"""The form of moderation: shapes only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.citizen_reports.terms_moderation import REASON_LABELS
from balai.kits.ui.words import said


class HidingForm(forms.Form):
    """Why a report is hidden."""

    reason = forms.ChoiceField(label=_("Alasan"))
    text = forms.CharField(
        label=_("Penjelasan untuk pelapor"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya bagian mana yang bermasalah. Tanpa nama orang."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(code.value, said(label)) for code, label in REASON_LABELS.items()]
