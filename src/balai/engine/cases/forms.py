"""Forms of the desk that are more than one button."""

from datetime import datetime
from typing import Any

from django import forms

from balai.engine.cases.actions.proving import REASONS
from balai.engine.cases.codes import code_list
from balai.engine.proofs.public import Verdict
from balai.kits.ui.words import own_word, said

_CHOICE_LABELS = {
    Verdict.ACCEPTED: "Bukti diterima",
    Verdict.REFUSED: "Tidak diterima: kasus kembali dikerjakan",
    Verdict.RETAKE: "Minta foto baru: kasus kembali dikerjakan",
}


class VerdictForm(forms.Form):
    """What the second person says of a proof."""

    verdict = forms.ChoiceField(label="Penilaian Anda", widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="Alasan", required=False, help_text="Wajib bila tidak diterima.")
    text = forms.CharField(
        label="Penjelasan",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Terlihat umum. Wajib bila tidak diterima atau diminta foto baru: tulis apa yang Anda lihat dan apa yang harus diperbaiki.",
    )

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [(code.value, said(label)) for code, label in _CHOICE_LABELS.items()]
        rows = [(row["code"], own_word(row, "label")) for row in code_list(REASONS, at=at)]
        self.fields["reason"].choices = [("", "–"), *rows]
