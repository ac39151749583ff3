"""Forms of yearly series: shapes only; what is allowed is decided by the action."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .terms import POINT_LABELS, PointStatus


class NumberField(forms.Field):
    """A number as people here write it: 71,70 or 71.70; thousands with dots when a comma follows."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").replace(" ", "")
        if not text:
            return None
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError(_("Tulis bilangan, misalnya 71,70.")) from None
        if not number.is_finite():
            raise forms.ValidationError(_("Tulis bilangan, misalnya 71,70."))
        return number


def _number(label: Any, **more: Any) -> NumberField:
    return NumberField(
        label=label, widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 30}), **more
    )


class PointForm(forms.Form):
    """What a series was in a year, and who says so."""

    year = forms.IntegerField(label=_("Tahun"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    status = forms.ChoiceField(label=_("Status angka"), choices=[])
    value = _number(
        _("Nilai"), required=False, help_text=_("Kosongkan bila angkanya dicari dan tidak ditemukan.")
    )
    source = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Dokumen atau halaman tempat angka ini terbit.")
    )
    note = forms.CharField(
        label=_("Catatan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            (code.value, _(label)) for code, label in POINT_LABELS.items() if code != PointStatus.EXAMPLE
        ]


class TargetForm(forms.Form):
    """What a series is to be in a year by one document."""

    year = forms.IntegerField(label=_("Tahun"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    value = _number(_("Target"))
    source = forms.CharField(
        label=_("Dokumen"), max_length=300, help_text=_("Misalnya RPJMD 2025–2029, tabel 4.1.")
    )


# Less is a slip of the keys, and too near to nothing for a logarithm.
LEAST = Decimal("0.001")


class CalculatorForm(forms.Form):
    """The four figures that the index is made of."""

    life = _number(_("Umur harapan hidup saat lahir (tahun)"))
    expected = _number(_("Harapan lama sekolah (tahun)"))
    mean = _number(_("Rata-rata lama sekolah (tahun)"))
    spending = _number(_("Pengeluaran per kapita disesuaikan (ribu rupiah per tahun)"))

    def clean(self) -> dict[str, Any]:
        """Spending must be positive: its logarithm is taken."""
        found = super().clean() or {}
        for field in ("life", "expected", "mean", "spending"):
            number = found.get(field)
            if number is not None and not LEAST < number < 10**7:
                self.add_error(field, _("Harus lebih dari nol dan masuk akal."))
        return found
