"""Forms of innovations: shapes only; what is allowed is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.innovations.models import Innovation
from balai.domains.innovations.terms import (
    FORM_LABELS,
    ORIGIN_LABELS,
    RHYTHM_LABELS,
    SOURCE_LABELS,
    STAGE_LABELS,
)
from balai.foundation.dimensions import DIMENSION_LABELS

HANDED_LABELS = {
    "ACCESS": "Akses dan kunci aplikasi",
    "FILES": "Berkas dan dokumentasi",
    "USERS": "Daftar pengguna dan kontaknya",
    "BUDGET": "Anggaran dan perjanjiannya",
}
BUDGETS = (("", "–"), ("0", "Tidak ada"), ("50", "Sebagian"), ("100", "Penuh"))


def _date(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class InnovationForm(forms.ModelForm):
    """What the register says of one innovation."""

    opd_id = forms.TypedChoiceField(label=_("OPD pemilik"), coerce=int, empty_value=None, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_digital = forms.TypedChoiceField(
        label=_("Bentuk kerjanya"),
        choices=[("1", _("Digital")), ("0", _("Bukan digital"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )

    class Meta:
        model = Innovation
        fields = (
            "name", "summary", "stage", "origin", "initiator_name", "form", "dimension", "affair", "initiative_date",
            "trial_date", "adoption_date", "rhythm", "expected_per_window", "target_units", "result_label",
            "result_unit", "result_target", "result_value", "result_measured_on", "budget_year", "budget_percent",
            "decree_until",
        )  # fmt: skip
        labels = {
            "name": _("Nama inovasi"), "summary": _("Ringkasan"), "stage": _("Tahap"), "origin": _("Asal gagasan"),
            "initiator_name": _("Nama pencetus"), "form": _("Bentuk"), "dimension": _("Dimensi"), "affair": _("Urusan"),
            "initiative_date": _("Tanggal inisiatif"), "trial_date": _("Tanggal uji coba"),
            "adoption_date": _("Tanggal penerapan"), "rhythm": _("Irama pemakaian"),
            "expected_per_window": _("Target pemakaian per jendela"), "target_units": _("Jumlah unit sasaran"),
            "result_label": _("Ukuran hasil"), "result_unit": _("Satuan hasil"), "result_target": _("Target hasil"),
            "result_value": _("Capaian hasil"), "result_measured_on": _("Diukur pada"),
            "budget_year": _("Tahun anggaran"), "budget_percent": _("Anggaran tahun itu"),
            "decree_until": _("SK tim berlaku sampai"),
        }  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            **{
                name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                for name in (
                    "initiative_date",
                    "trial_date",
                    "adoption_date",
                    "result_measured_on",
                    "decree_until",
                )
            },
        }

    def __init__(self, *args: Any, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd_id"].choices = [("", _("Belum diketahui")), *opds]
        tables = {
            "stage": STAGE_LABELS,
            "origin": ORIGIN_LABELS,
            "form": FORM_LABELS,
            "rhythm": RHYTHM_LABELS,
        }
        for name, labels in tables.items():
            self.fields[name].choices = [(code.value, _(label)) for code, label in labels.items()]
        self.fields["dimension"].choices = [("", "–"), *DIMENSION_LABELS.items()]
        self.fields["budget_percent"] = forms.TypedChoiceField(
            label=_("Anggaran tahun itu"), choices=BUDGETS, coerce=int, empty_value=None, required=False
        )
        for name in ("budget_year", "decree_until"):
            self.fields[name].required = False
        if self.instance.pk:
            self.initial |= {
                "opd_id": self.instance.opd_id,
                "version": self.instance.version,
                "is_digital": "1" if self.instance.is_digital else "0",
            }

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class EndForm(forms.Form):
    """An honourable end."""

    reason = forms.CharField(label=_("Mengapa diakhiri"), widget=forms.Textarea(attrs={"rows": 3}))
    lessons = forms.CharField(
        label=_("Pelajaran untuk yang berikutnya"), widget=forms.Textarea(attrs={"rows": 3})
    )


class StewardForm(forms.Form):
    """Who keeps it going from today, and what was handed over."""

    user = forms.TypedChoiceField(label=_("Pengampu"), coerce=int)
    handed = forms.MultipleChoiceField(
        label=_("Yang sudah diserahterimakan"),
        choices=[(code, label) for code, label in HANDED_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Serah terima lengkap bila semuanya dicentang. Pengampu pertama tidak menerima apa-apa: biarkan kosong."
        ),
    )
    remark = forms.CharField(
        label=_("Catatan serah terima"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = people

    def is_complete(self) -> bool:
        """Whether everything on the list was handed over."""
        return len(self.cleaned_data["handed"]) == len(HANDED_LABELS)

    def note(self) -> str:
        """What was handed over, in words."""
        handed = ", ".join(HANDED_LABELS[code] for code in self.cleaned_data["handed"])
        return ". ".join(part for part in (handed, self.cleaned_data["remark"].strip()) if part)


class SourceForm(forms.Form):
    """From where use is told."""

    kind = forms.ChoiceField(label=_("Jenis sumber"), widget=forms.RadioSelect)
    label = forms.CharField(label=_("Nama sumber"), max_length=200)
    reference = forms.ChoiceField(
        label=_("Layanan atau jenis kasus"),
        required=False,
        help_text=_("Hanya untuk layanan dan kasus di Balai."),
    )

    def __init__(self, *args: Any, references: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code.value, _(label)) for code, label in SOURCE_LABELS.items()]
        self.fields["reference"].choices = [("", "–"), *references]


class TallyForm(forms.Form):
    """How many came on a day."""

    day = _date(_("Hari"))
    amount = forms.IntegerField(
        label=_("Jumlah pemakai atau pengunjung"),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    unit = forms.CharField(label=_("Tempat atau unit"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Catatan"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AnswerForm(forms.Form):
    """What is done about an alarm, and by when."""

    text = forms.CharField(label=_("Rencana perbaikan"), widget=forms.Textarea(attrs={"rows": 4}))
    promised = _date(_("Selesai pada"), required=False)
