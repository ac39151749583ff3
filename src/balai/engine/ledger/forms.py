"""The form that changes a ceiling: shapes only; what is allowed is decided by the action."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from balai.foundation.errors import Refused
from balai.foundation.money import parse_rupiah
from balai.kits.ui.words import said_refusal

from .terms import DESCRIPTION_LIMIT, KIND_LABELS, Kind


class BudgetForm(forms.Form):
    """How much is added (or, with a minus, taken back), on what ground."""

    amount = forms.CharField(
        label=_("Perubahan pagu"),
        max_length=30,
        help_text=_("Contoh: Rp 1.300.000.000. Beri tanda minus untuk mengurangi: -Rp 800.000.000."),
    )
    description = forms.CharField(
        label=_("Dasar perubahan"),
        max_length=DESCRIPTION_LIMIT,
        min_length=5,
        help_text=_("Perda atau Perbup dan nomornya, atau pergeseran yang mana."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def clean_amount(self) -> int:
        """Whole rupiah, not zero."""
        try:
            amount = parse_rupiah(self.cleaned_data["amount"])
        except Refused as refusal:
            raise forms.ValidationError(said_refusal(refusal)) from refusal
        if not amount:
            raise forms.ValidationError(_("Perubahan tidak boleh nol."))
        return amount


class AccountForm(forms.Form):
    """A new account of a year; where it stands in the tree follows from its code."""

    KINDS = (
        (Kind.FUND.value, format_lazy("{}: {}", _(KIND_LABELS[Kind.FUND]), _("dari sini layanan dibayar"))),
        (
            Kind.GROUP.value,
            format_lazy("{}: {}", _(KIND_LABELS[Kind.GROUP]), _("hanya mengumpulkan rekening di bawahnya")),
        ),
    )
    year = forms.IntegerField(
        label=_("Tahun anggaran"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    code = forms.RegexField(
        r"^\d+(\.\d+)*$",
        label=_("Kode rekening"),
        max_length=50,
        help_text=_(
            "Angka dan titik, misalnya 5.3.01. Letaknya di bawah kelompok 5.3 bila kelompok itu ada."
        ),
        error_messages={"invalid": _("Tulis dengan angka dan titik saja, misalnya 5.3.01.")},
    )
    name = forms.CharField(
        label=_("Nama rekening"), min_length=3, max_length=150, help_text=_("Misalnya: Santunan kematian.")
    )
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=KINDS, widget=forms.RadioSelect, initial=Kind.FUND.value
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        self.fields["year"].initial = this_year

    def clean_year(self) -> int:
        """This year, or the next one, whose budget is prepared."""
        year = self.cleaned_data["year"]
        if year not in (self.this_year, self.this_year + 1):
            raise forms.ValidationError(
                _("Pilih tahun %(now)s atau %(next)s.") % {"now": self.this_year, "next": self.this_year + 1}
            )
        return year


class PeriodForm(forms.Form):
    """From and to, both days included."""

    dari = forms.DateField(label=_("Dari"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    sampai = forms.DateField(
        label=_("Sampai"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
