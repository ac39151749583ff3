"""Forms of decrees and obligations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.masterplan.forms.strategy import long_text
from balai.domains.masterplan.models import Decree
from balai.domains.masterplan.terms_strategy import DECREE_KIND_LABELS, DecreeState
from balai.kits.ui.words import said

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DecreeForm(forms.Form):
    """A rule as it was enacted."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Jenis"))
    number = forms.CharField(label=_("Nomor"), max_length=40)
    year = forms.IntegerField(label=_("Tahun"))
    title = long_text(_("Tentang"), rows=2, max_length=300)
    dated = forms.DateField(label=_("Tanggal ditetapkan"), required=False, widget=DAY)
    text = long_text(_("Naskah"), rows=8, required=False)
    link = forms.URLField(label=_("Tautan naskah"), required=False, max_length=500, assume_scheme="https")
    source = forms.CharField(label=_("Sumber"), max_length=300, required=False)
    is_verified = forms.BooleanField(label=_("Sudah dicocokkan dengan naskah aslinya"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (code.value, said(label)) for code, label in DECREE_KIND_LABELS.items()
        ]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChangeForm(forms.Form):
    """It is amended or revoked."""

    state = forms.ChoiceField(
        label=_("Yang terjadi"),
        widget=forms.RadioSelect,
        choices=[
            (DecreeState.AMENDED.value, _("Diubah; tetap berlaku")),
            (DecreeState.REVOKED.value, _("Dicabut; kewajiban yang tersisa berakhir")),
        ],
    )
    on = forms.DateField(label=_("Sejak"), widget=DAY)
    successor = forms.TypedChoiceField(
        label=_("Oleh peraturan"), coerce=int, empty_value=None, required=False
    )
    reason = long_text(_("Alasan"))

    def __init__(self, *args: Any, decree: Decree, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Decree.objects.exclude(pk=decree.pk)
        self.fields["successor"].choices = [
            ("", _("Belum tercatat")),
            *((one.pk, one.name) for one in others),
        ]


class ObligationForm(forms.Form):
    """What an article asks."""

    article = forms.CharField(label=_("Pasal"), max_length=60)
    opd_id = forms.TypedChoiceField(label=_("Siapa"), coerce=int)
    what = forms.CharField(label=_("Wajib apa"), max_length=160)
    text = long_text(_("Penjelasan"), required=False)
    first_due = forms.DateField(label=_("Paling lambat, pertama kali"), widget=DAY)
    every_months = forms.TypedChoiceField(
        label=_("Berulang"),
        coerce=int,
        choices=[(0, _("Sekali")), (1, _("Setiap bulan")), (3, _("Setiap tiga bulan")), (6, _("Setiap enam bulan")), (12, _("Setiap tahun"))],
    )  # fmt: skip
    is_verified = forms.BooleanField(label=_("Sudah dicocokkan dengan naskah aslinya"), required=False)

    def __init__(self, *args: Any, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd_id"].choices = [("", _("Pilih OPD")), *opds]


class MoveForm(forms.Form):
    """Who owes it from now on."""

    opd_id = forms.TypedChoiceField(label=_("Yang berkewajiban sekarang"), coerce=int)

    def __init__(self, *args: Any, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd_id"].choices = [("", _("Pilih OPD")), *opds]
