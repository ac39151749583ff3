"""Forms of risks: shapes only; what is allowed is decided by the actions."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.risks.queries.reference import Reference
from balai.domains.risks.terms import (
    COMPARISON_LABELS,
    FILE_LIMIT,
    LENS_LABELS,
    MEASURE_LABELS,
    OPTION_LABELS,
    OPTIONS,
    SIGN_LABELS,
    STAGE_LABELS,
    Option,
    Sign,
)
from balai.kits.ui.words import said

Choices = Sequence[tuple[Any, str]]


def _day(text: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=text, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def _long(text: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=text, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _choices(labels: Any) -> list[tuple[str, str]]:
    return [(code.value, said(label)) for code, label in labels.items()]


class RiskForm(forms.Form):
    """What the register says of one risk."""

    event = forms.CharField(
        label=_("Kejadian"), max_length=300, help_text=_("Apa yang dapat terjadi, dalam satu kalimat.")
    )
    cause = _long(_("Penyebab"))
    effect = _long(_("Dampak"))
    goal = forms.CharField(label=_("Sasaran yang terancam atau terbantu"), max_length=300, required=False)
    sign = forms.ChoiceField(label=_("Jenis"), widget=forms.RadioSelect)
    lens = forms.ChoiceField(label=_("Lensa"), widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("Kategori"))
    impact_area = forms.ChoiceField(label=_("Area dampak"))
    opd_id = forms.TypedChoiceField(label=_("OPD pemilik"), coerce=int)
    controls = _long(_("Kontrol saat ini"), required=False)
    citizen_voice = _long(_("Suara warga"), rows=2, required=False)
    review_date = _day(_("Tinjau lagi pada"), required=False)
    is_open = forms.BooleanField(
        label=_("Boleh dibaca umum: di halaman risiko program, buku, dan laporan"),
        required=False,
        initial=True,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, of: Reference, opds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sign"].choices = _choices(SIGN_LABELS)
        self.fields["lens"].choices = _choices(LENS_LABELS)
        self.fields["category"].choices = [("", "–"), *of.labels("categories").items()]
        self.fields["impact_area"].choices = [("", "–"), *of.labels("areas").items()]
        self.fields["opd_id"].choices = [("", "–"), *opds]

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "key"}}


class AssessForm(forms.Form):
    stage = forms.ChoiceField(label=_("Yang dinilai"), widget=forms.RadioSelect)
    likelihood = forms.TypedChoiceField(label=_("Kemungkinan"), coerce=int)
    impact = forms.TypedChoiceField(label=_("Dampak"), coerce=int)
    why = _long(_("Mengapa dinilai begitu"))

    def __init__(self, *args: Any, of: Reference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = _choices(STAGE_LABELS)
        for name, table in (("likelihood", "likelihoods"), ("impact", "impacts")):
            self.fields[name].choices = [
                (n, f"{n} {label}: {example}" if example else f"{n} {label}")
                for n, label, example in of.steps(table)
            ]


class TreatForm(forms.Form):
    option = forms.ChoiceField(label=_("Pilihan penanganan"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Rencana aksi"), max_length=120)
    text = _long(_("Penjelasan"), required=False)
    output = forms.CharField(label=_("Keluaran"), max_length=300, required=False)
    holder_id = forms.TypedChoiceField(label=_("Penanggung jawab"), coerce=int)
    due = _day(_("Selesai paling lambat"))
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, sign: str, opds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [one for one in OPTIONS[Sign(sign)] if one is not Option.ACCEPT]
        self.fields["option"].choices = [(one.value, said(OPTION_LABELS[one])) for one in options]
        self.fields["holder_id"].choices = [("", "–"), *opds]


class AcceptForm(forms.Form):
    why = _long(_("Mengapa risiko ini diterima"))
    expires = _day(_("Berlaku sampai"), help_text=_("Paling lama satu tahun; sesudahnya diputuskan lagi."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    why = _long(_("Mengapa ditutup"))


class TriggerForm(forms.Form):
    """The rule by which a risk reports itself."""

    measure = forms.ChoiceField(label=_("Yang dibaca"), widget=forms.RadioSelect, initial="SERIES")
    code = forms.ChoiceField(label=_("Indikator"))
    comparison = forms.ChoiceField(label=_("Terpicu bila nilainya"))
    threshold = forms.DecimalField(
        label=_("Ambang"),
        required=False,
        max_digits=20,
        decimal_places=5,
        help_text=_("Kosong: target tahun itu."),
    )
    hold = forms.IntegerField(
        label=_("Selama"),
        min_value=1,
        max_value=366,
        initial=1,
        help_text=_("Tahun untuk indikator tahunan, hari untuk hitungan harian."),
    )
    margin = forms.DecimalField(
        label=_("Jarak aman untuk mereda"), min_value=0, initial=0, max_digits=20, decimal_places=5,
        help_text=_("Nilai harus melewati ambang sejauh ini sebelum risikonya mereda."),
    )  # fmt: skip

    def __init__(self, *args: Any, series: Choices, counted: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = _choices(MEASURE_LABELS)
        self.fields["comparison"].choices = _choices(COMPARISON_LABELS)
        self.fields["code"].choices = [(_("Indikator tahunan"), series), (_("Hitungan harian"), counted)]


class RiskFileForm(forms.Form):
    """Risks as a spreadsheet."""

    file = forms.FileField(
        label=_("Berkas risiko"), help_text=_("Excel (.xlsx, .xls) atau ODS, paling besar 5 MB.")
    )

    def clean_file(self) -> Any:
        """Bounded before it is read."""
        file = self.cleaned_data["file"]
        if file.size > FILE_LIMIT:
            raise forms.ValidationError(_("Berkasnya lebih besar daripada 5 MB. Pecah berkasnya."))
        return file
