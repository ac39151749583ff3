"""The form that changes a ceiling: shapes only; what is allowed is decided by the action."""

from uuid import uuid4

from django import forms

from balai.foundation.errors import Refused
from balai.foundation.money import parse_rupiah

from .terms import DESCRIPTION_LIMIT


class BudgetForm(forms.Form):
    """How much is added (or, with a minus, taken back), on what ground."""

    amount = forms.CharField(
        label="Perubahan pagu",
        max_length=30,
        help_text="Contoh: Rp 1.300.000.000. Beri tanda minus untuk mengurangi: -Rp 800.000.000.",
    )
    description = forms.CharField(
        label="Dasar perubahan",
        max_length=DESCRIPTION_LIMIT,
        min_length=5,
        help_text="Perda atau Perbup dan nomornya, atau pergeseran yang mana.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_amount(self) -> int:
        """Whole rupiah, not zero."""
        try:
            amount = parse_rupiah(self.cleaned_data["amount"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from refusal
        if not amount:
            raise forms.ValidationError("Perubahan tidak boleh nol.")
        return amount


class PeriodForm(forms.Form):
    """From and to, both days included."""

    dari = forms.DateField(label="Dari", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sampai = forms.DateField(label="Sampai", required=False, widget=forms.DateInput(attrs={"type": "date"}))
