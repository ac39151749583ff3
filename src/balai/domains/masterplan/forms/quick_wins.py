"""Forms of quick wins."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.masterplan.models import QuickWin

LONG = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class QuickWinForm(forms.ModelForm):
    """What makes a programme a quick win."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = QuickWin
        fields = ("service", "sharpening", "contact", "start_date", "end_date", "source")
        labels = {
            "service": _("Layanan yang sudah ada"), "sharpening": _("Yang ditajamkan"),
            "contact": _("Sentuhan langsung dengan warga"), "start_date": _("Mulai"), "end_date": _("Selesai"),
            "source": _("Sumber"),
        }  # fmt: skip
        help_texts = {
            "sharpening": _("Quick win menajamkan layanan, bukan membangun yang baru."),
            "end_date": _("Enam sampai dua belas bulan sesudah mulai."),
        }
        widgets = {
            "sharpening": LONG, "contact": LONG, "source": LONG, "start_date": DAY, "end_date": DAY,
        }  # fmt: skip


class FigureForm(forms.Form):
    """A measure before and after."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("Ukuran"), max_length=200, help_text=_("Misalnya: lama menunggu di loket.")
    )
    unit = forms.CharField(label=_("Satuan"), max_length=60, required=False)
    before = forms.DecimalField(
        label=_("Sebelum"), max_digits=18, decimal_places=2, required=False, localize=True
    )
    before_date = forms.DateField(label=_("Diukur pada"), required=False, widget=DAY)
    after = forms.DecimalField(
        label=_("Sesudah"), max_digits=18, decimal_places=2, required=False, localize=True
    )
    after_date = forms.DateField(label=_("Diukur lagi pada"), required=False, widget=DAY)
    source = forms.CharField(label=_("Sumber"), max_length=300)


class ProgressForm(forms.Form):
    """How far it has come."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    percent = forms.IntegerField(
        label=_("Kemajuan (%)"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(label=_("Yang dikerjakan sejak terakhir"), widget=LONG, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4())
