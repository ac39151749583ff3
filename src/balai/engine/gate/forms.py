"""Forms of the gate: shapes only."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.engine.gate.models import Trace
from balai.engine.gate.terms import DAY_CHOICES, KIND_LABELS, REASON_LABELS, Kind
from balai.kits.ui.words import said


class BanForm(forms.Form):
    """Which trace of a record is closed, why, and for how long."""

    trace = forms.ChoiceField(label=_("Yang ditutup"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Alasan"))
    days = forms.ChoiceField(label=_("Lamanya"))
    note = forms.CharField(
        label=_("Catatan untuk petugas lain"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tanpa nama orang. Pengirim hanya melihat alasan dan tanggal berakhirnya."),
    )

    def __init__(self, *args: Any, traces: list[Trace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trace"].choices = [(str(one.pk), said(KIND_LABELS[Kind(one.kind)])) for one in traces]
        self.fields["reason"].choices = [(code.value, said(label)) for code, label in REASON_LABELS.items()]
        self.fields["days"].choices = [
            (str(days), gettext("%(n)d hari") % {"n": days}) for days in DAY_CHOICES
        ]


class CodeForm(forms.Form):
    """The code of a measure."""

    code = forms.CharField(label=_("Kode"), max_length=30)


class AppealForm(forms.Form):
    """Why somebody thinks that it is wrong."""

    text = forms.CharField(
        label=_("Mengapa ini keliru?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ceritakan dengan singkat. Jangan menulis NIK atau nomor telepon."),
    )


class DecisionForm(forms.Form):
    """What is decided, and what the person is told."""

    answer = forms.CharField(
        label=_("Jawaban untuk pengirim"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila keberatan ditolak."),
    )
