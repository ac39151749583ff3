"""The form with a line per kecamatan; what is allowed is decided by the action."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.engine.organizations import public as organizations


class ResidentsForm(forms.Form):
    """How many live in each kecamatan, from when and from where. Empty lines are kecamatan that nobody counted."""

    counted_on = forms.DateField(
        label=_("Keadaan per tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tanggalnya tidak terbaca. Pilih dari kalender atau tulis 2025-12-31.")},
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        help_text=_("Tampil di halaman statistik. Misalnya: BPS, Kabupaten dalam Angka 2026, tabel 3.1.1."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [area.code for area in organizations.kecamatan_list()]
        for area in organizations.kecamatan_list():
            self.fields[area.code] = _Amount(
                label=area.name, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
            )

    @property
    def districts(self) -> list[forms.BoundField]:
        """The lines of the kecamatan."""
        return [self[code] for code in self.codes]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        counts = {code: data[code] for code in self.codes if data[code] is not None}
        return {"counts": counts, "counted_on": data["counted_on"], "source": data["source"]}


class _Amount(forms.CharField):
    """People as they are written: 56789, 56.789 or 56 789."""

    def clean(self, value: Any) -> int | None:
        text = "".join(super().clean(value).split()).replace(".", "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(_("Tulis jumlah orang dengan angka saja, misalnya 56.789."))
        return int(text)


def initial_of(value: dict[str, int], source: str, counted_on: date | None) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    return {**value, "source": source, "counted_on": counted_on}
