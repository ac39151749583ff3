"""Forms of conversations: shapes only."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.engine.conversations.actions.desk import LONGEST_ANSWER


class AnswerForm(forms.Form):
    """What a person answers."""

    text = forms.CharField(
        label=_("Jawaban Anda"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terkirim lewat kanal yang dipakai warga. Jangan meminta NIK atau kata sandi."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
