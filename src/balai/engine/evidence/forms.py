"""Forms of evidence: shapes only; what is allowed is decided by the actions."""

from datetime import date
from typing import Any

from django import forms

from balai.engine.evidence import kinds
from balai.engine.evidence.terms import (
    KIND_LABELS,
    LINK_LIMIT,
    NOTE_LIMIT,
    TITLE_LIMIT,
    VERDICT_LABELS,
    Verdict,
)
from balai.engine.organizations import public as organizations
from balai.kits.ui.words import said

# So many editions of an instrument are offered, the newest ones.
EDITIONS = 2


class KeepForm(forms.Form):
    """One proof: a file or a link."""

    title = forms.CharField(
        label="Judul bukti", max_length=TITLE_LIMIT, help_text="Misalnya: SK Bupati tentang tim."
    )
    kind = forms.ChoiceField(label="Jenis")
    dated = forms.DateField(
        label="Tanggal dokumen",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Yang tertera pada dokumennya, bukan hari ini.",
    )
    opd = forms.TypedChoiceField(label="OPD pemilik", coerce=int, empty_value=None)
    file = forms.FileField(
        label="Berkas",
        required=False,
        help_text="PDF atau foto (JPG, PNG, HEIC).",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/*"}),
    )
    link = forms.CharField(
        label="atau tautan",
        required=False,
        max_length=LINK_LIMIT,
        widget=forms.URLInput,
        help_text="Untuk video dan data yang sudah tersimpan di tempat lain.",
    )
    note = forms.CharField(
        label="Apa yang dibuktikannya",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, on: date, only: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opds = [opd for opd in organizations.active_opds(on=on) if only is None or opd.pk == only]
        first = [] if only is not None else [("", "Pilih OPD")]
        self.fields["opd"].choices = [*first, *((opd.pk, opd.name) for opd in opds)]
        self.fields["kind"].choices = [(code.value, said(label)) for code, label in KIND_LABELS.items()]
        self.fields["dated"].widget.attrs["max"] = on.isoformat()


class VerdictForm(forms.Form):
    """What a judge says of a proof; `was` is what he saw."""

    verdict = forms.ChoiceField(label="Penilaian", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Alasan",
        required=False,
        max_length=NOTE_LIMIT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib bila tidak membuktikan: apa yang kurang, supaya dapat diperbaiki.",
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        judged = (Verdict.GOOD, Verdict.BAD)
        self.fields["verdict"].choices = [(one.value, said(VERDICT_LABELS[one])) for one in judged]


class UseForm(forms.Form):
    """A row of any instrument, in its newest editions: `INSTRUMENT|edition|row`."""

    row = forms.ChoiceField(label="Dipakai untuk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (
                f"{one.label} {edition}",
                [(f"{one.code}|{edition}|{code}", f"{code} {label}") for code, label in one.rows(edition)],
            )
            for one in kinds.instruments()
            for edition in list(one.editions())[:EDITIONS]
        ]
        self.fields["row"].choices = [("", "Pilih indikator"), *groups]

    def chosen(self) -> dict[str, str]:
        """instrument, edition and row."""
        instrument, edition, row = self.cleaned_data["row"].split("|", 2)
        return {"instrument": instrument, "edition": edition, "row": row}


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(label="Cari judul", required=False, max_length=100)
    opd = forms.ChoiceField(label="OPD", required=False)
    penilaian = forms.ChoiceField(label="Penilaian", required=False)
    instrumen = forms.ChoiceField(label="Dipakai untuk", required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        opds = [(opd.code, opd.short_name or opd.code) for opd in organizations.active_opds(on=on)]
        self.fields["opd"].choices = [("", "Semua OPD"), *opds]
        verdicts = [(code.value, said(label)) for code, label in VERDICT_LABELS.items()]
        self.fields["penilaian"].choices = [("", "Semua penilaian"), *verdicts]
        known = [(one.code, one.label) for one in kinds.instruments()]
        self.fields["instrumen"].choices = [("", "Semua"), ("-", "Belum dipakai"), *known]

    def asked(self) -> dict[str, str]:
        """Arguments for `queries.listed`; what makes no sense narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "opd": given.get("opd", ""),
            "verdict": given.get("penilaian", ""),
            "instrument": given.get("instrumen", ""),
        }
