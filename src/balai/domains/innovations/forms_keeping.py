"""Forms of keeping a register: merging, rating, holes, delays, files. Shapes only; what is allowed is decided by the actions."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from balai.domains.innovations.models import Innovation
from balai.foundation.text import whole_number

MOST_OFFERED, NEAR = 12, 55
LARGEST = 5_000_000


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _lines(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class MergeForm(forms.Form):
    """Which record is the same innovation, why, and whose steward stays."""

    doubled = forms.TypedChoiceField(
        label=_("Catatan yang sama dengan ini"), coerce=int, widget=forms.RadioSelect
    )
    why = _lines(_("Mengapa keduanya satu inovasi"), rows=2)
    steward = forms.ChoiceField(
        label=_("Pengampu yang diteruskan"),
        choices=[("kept", _("pengampu catatan ini")), ("doubled", _("pengampu catatan yang digabungkan"))],
        widget=forms.RadioSelect,
        initial="kept",
    )

    def __init__(self, *args: Any, one: Innovation, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Innovation.objects.filter(merged_into=None).exclude(pk=one.pk).select_related("opd")
        if words.strip():
            others = others.filter(name__icontains=words.strip()[:100])
        labels = {other.pk: other for other in others}
        near = process.extract(
            (words.strip() or one.name).casefold(),
            {pk: other.name.casefold() for pk, other in labels.items()},
            scorer=fuzz.token_set_ratio,
            limit=MOST_OFFERED,
            score_cutoff=NEAR,
        )
        wanted = whole_number(self.data.get("doubled", ""))
        chosen = [pk for _name, _score, pk in near]
        if wanted in labels and wanted not in chosen:
            chosen.append(wanted)
        self.fields["doubled"].choices = [
            (pk, f"{labels[pk].name} · {labels[pk].opd.code if labels[pk].opd else '–'}") for pk in chosen
        ]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        said = self.cleaned_data
        return {
            "doubled_id": said["doubled"],
            "why": said["why"],
            "keeps_doubled_steward": said["steward"] == "doubled",
        }


class RatingForm(forms.Form):
    """A survey of the users. Whoever may not vouch that others made it is not asked."""

    day = _day(_("Hari survei"))
    index = forms.DecimalField(
        label=_("Indeks kepuasan"),
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text=_("25 sampai 100, menurut IKM."),
    )
    respondents = forms.IntegerField(label=_("Jumlah responden"), min_value=1)
    complaints_closed = forms.DecimalField(
        label=_("Aduan yang selesai (persen)"), max_digits=5, decimal_places=1, localize=True, required=False
    )
    source = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Laporan survei, tautan, atau nomor dokumen.")
    )
    is_third_party = forms.BooleanField(
        label=_("Dilakukan oleh pihak lain, bukan OPD pemiliknya"), required=False
    )

    def __init__(self, *args: Any, vouches: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not vouches:
            del self.fields["is_third_party"]

    def clean_complaints_closed(self) -> Decimal | None:
        """A share from a percentage."""
        given = self.cleaned_data["complaints_closed"]
        return None if given is None else given / 100


class GapForm(forms.Form):
    """On which days a source told nothing, and why."""

    since = _day(_("Dari"))
    until = _day(_("Sampai"))
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Misalnya: loket tutup libur panjang, server rusak.")
    )


class PostponeForm(forms.Form):
    """Until when an answer is put off, and why."""

    until = _day(_("Batas yang baru"))
    why = _lines(_("Alasan menunda"), rows=2)


class RegisterFileForm(forms.Form):
    """A register as a spreadsheet."""

    file = forms.FileField(
        label=_("Berkas register"), help_text=_("Excel (.xlsx, .xls) atau ODS, paling besar 5 MB.")
    )
    year = forms.IntegerField(label=_("Tahun register"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year

    def clean_file(self) -> Any:
        """Bounded before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Berkasnya lebih besar daripada 5 MB. Pecah berkasnya."))
        return file
