"""Forms of programmes: shapes only; what is allowed is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.masterplan.models import Programme
from balai.domains.masterplan.rules.cells import rupiah
from balai.domains.masterplan.terms import HORIZON_LABELS
from balai.foundation.dimensions import DIMENSION_LABELS, DIMENSION_OF, SUB_DIMENSION_LABELS
from balai.kits.ui.words import said

LONG = forms.Textarea(attrs={"rows": 2})
REACHED = (("", _("Belum dinyatakan")), ("1", _("Tercapai")), ("0", _("Belum tercapai")))


# Groups of fields with their heading; the years stand after the third.
SECTIONS = (
    (_("Pokok"), ("code", "name", "dimension", "sub_dimension", "goal", "strategy", "activity")),
    (_("Siapa dan di mana"), ("lead_id", "supporting", "partners", "place")),
    (_("Ukuran"), ("output_indicator", "outcome_indicator", "unit", "baseline")),
    (
        _("Waktu dan dana"),
        ("horizon", "start_year", "end_year", "is_quick_win", "fund_source", "subactivity_code"),
    ),
    (_("Kaitan"), ("rpjmd_link", "risk_link", "note")),
)


class RupiahField(forms.CharField):
    """An amount as people write it: "1.500.000" or "Rp 1500000"; empty is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=40, **kwargs
        )

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        text = super().clean(value)
        if not text:
            return None
        amount = rupiah(text)
        if amount is None:
            raise forms.ValidationError(_("Tulis jumlah rupiah bulat, misalnya 1.500.000."))
        return amount


class ProgrammeForm(forms.ModelForm):
    """What the plan says of one programme, with target and ceiling of each of its five years."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lead_id = forms.TypedChoiceField(
        label=_("OPD pemimpin"), coerce=int, empty_value=None, required=False,
        help_text=_("Tepat satu yang memimpin; yang lain mendukung."),
    )  # fmt: skip
    supporting = forms.TypedMultipleChoiceField(
        label=_("OPD pendukung"), coerce=int, required=False, widget=forms.SelectMultiple(attrs={"size": 6})
    )

    class Meta:
        model = Programme
        fields = (
            "code", "name", "dimension", "sub_dimension", "goal", "strategy", "activity", "place", "partners",
            "output_indicator", "outcome_indicator", "unit", "baseline", "fund_source", "subactivity_code", "horizon",
            "start_year", "end_year", "is_quick_win", "rpjmd_link", "risk_link", "note",
        )  # fmt: skip
        labels = {
            "code": _("Kode"), "name": _("Nama program"), "dimension": _("Dimensi"),
            "sub_dimension": _("Sub dimensi"), "goal": _("Sasaran"), "strategy": _("Strategi"),
            "activity": _("Kegiatan"), "place": _("Lokasi"), "partners": _("Mitra nonpemerintah"),
            "output_indicator": _("Indikator keluaran"), "outcome_indicator": _("Indikator hasil"),
            "unit": _("Satuan"), "baseline": _("Baseline"), "fund_source": _("Sumber dana"),
            "subactivity_code": _("Kode subkegiatan SIPD"), "horizon": _("Periode peta jalan"),
            "start_year": _("Tahun mulai"), "end_year": _("Tahun selesai"), "is_quick_win": _("Quick win"),
            "rpjmd_link": _("Keterkaitan RPJMD"), "risk_link": _("Risiko terkait"), "note": _("Catatan"),
        }  # fmt: skip
        help_texts = {
            "baseline": _("Keadaan sebelum rencana. Boleh kata-kata bila memang tidak ada angkanya."),
            "fund_source": _("APBD, APBD provinsi, APBN, CSR, desa, kerja sama, atau swadaya; pisahkan dengan titik koma."),
            "start_year": _("Kosongkan bila mengikuti target dan periodenya."),
        }  # fmt: skip
        widgets = {
            name: LONG
            for name in (
                "goal", "strategy", "activity", "partners", "output_indicator", "outcome_indicator", "rpjmd_link",
                "risk_link", "note",
            )
        }  # fmt: skip

    def __init__(self, *args: Any, years: range, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["dimension"].choices = [("", "–"), *DIMENSION_LABELS.items()]
        self.fields["dimension"].required = True
        self.fields["sub_dimension"].choices = [("", "–"), *_grouped_subs()]
        self.fields["horizon"].choices = [
            ("", "–"),
            *((code.value, said(label)) for code, label in HORIZON_LABELS.items()),
        ]
        self.fields["supporting"].choices = opds
        if self.instance.pk:
            # Who leads is another act: it leaves a trace of its own.
            del self.fields["lead_id"]
        else:
            self.fields["lead_id"].choices = [("", _("Belum ada")), *opds]
        kept = {row.year: row for row in self.instance.years.all()} if self.instance.pk else {}
        for year in years:
            row = kept.get(year)
            self.fields[f"target_{year}"] = forms.CharField(
                label=_("Target %(year)s") % {"year": year}, max_length=120, required=False
            )
            self.fields[f"ceiling_{year}"] = RupiahField(label=_("Pagu %(year)s (Rp)") % {"year": year})
            self.initial[f"target_{year}"] = row.target if row else ""
            self.initial[f"ceiling_{year}"] = _grouped(row.ceiling_rupiah) if row else ""
        if self.instance.pk:
            self.initial |= {
                "version": self.instance.version,
                "supporting": list(self.instance.supporting.values_list("pk", flat=True)),
            }

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in groups with a heading, in the order in which a plan is thought."""
        years = [name for year in self.years for name in (f"target_{year}", f"ceiling_{year}")]
        groups = [*SECTIONS[:3], (_("Target dan pagu"), years), *SECTIONS[3:]]
        return [(label, [self[name] for name in names if name in self.fields]) for label, names in groups]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        clean = self.cleaned_data
        own = {name: clean[name] for name in (*self.Meta.fields, "supporting", "lead_id") if name in clean}
        targets = {year: clean.get(f"target_{year}", "").strip() for year in self.years}
        ceilings = {year: clean.get(f"ceiling_{year}") for year in self.years}
        return {**own, "targets": targets, "ceilings": ceilings}


def _grouped_subs() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            label,
            [(code, said(sub)) for code, sub in SUB_DIMENSION_LABELS.items() if DIMENSION_OF[code] == one],
        )
        for one, label in DIMENSION_LABELS.items()
    ]


def _grouped(amount: int | None) -> str:
    return "" if amount is None else f"{amount:,}".replace(",", ".")


class RealisationForm(forms.Form):
    """What came of one year."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label=_("Tahun"), coerce=int)
    realised = forms.CharField(
        label=_("Realisasi"), max_length=120, help_text=_("Angka dalam satuan programnya, atau kata-kata.")
    )
    realised_rupiah = RupiahField(label=_("Realisasi anggaran (Rp)"))
    reached = forms.TypedChoiceField(
        label=_("Target tahun itu"), choices=REACHED, required=False, empty_value=None,
        coerce=lambda value: value == "1",
        help_text=_("Bila target dan realisasi berupa angka, kosongkan: angkanya yang memutuskan."),
    )  # fmt: skip
    source = forms.CharField(label=_("Sumber"), widget=LONG, max_length=1000)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class MoveForm(forms.Form):
    """Where a programme goes next."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Keadaan berikutnya"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"), required=False, widget=LONG, max_length=1000,
        help_text=_("Wajib bila dihentikan atau mundur; dibaca semua orang."),
    )  # fmt: skip

    def __init__(self, *args: Any, moves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = moves


class LeadForm(forms.Form):
    """Who leads from now on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lead_id = forms.TypedChoiceField(label=_("OPD pemimpin"), coerce=int)

    def __init__(self, *args: Any, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_id"].choices = opds


class UploadForm(forms.Form):
    """A table of programmes."""

    file = forms.FileField(
        label=_("Berkas Excel atau ODS"),
        help_text=_("Paling banyak 5 MB dan 2.000 baris. Judul kolom boleh berbeda; yang tidak dikenali akan ditanyakan."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.ods,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )  # fmt: skip
