"""Forms of workshops, worksheets and commitments."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.masterplan.forms.strategy import GapForm, KeywordForm, ReadinessForm, SwotForm, long_text
from balai.domains.masterplan.models import Plan, Programme
from balai.domains.masterplan.queries.books import chapter_choices
from balai.domains.masterplan.queries.workshops import Stage
from balai.domains.masterplan.terms import HORIZON_LABELS
from balai.domains.masterplan.terms_workshops import INSTITUTION_LABELS, Sheet
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSIONS
from balai.foundation.text import shorten
from balai.kits.ui.words import said

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WorkshopForm(forms.Form):
    """A stage begins."""

    stage = forms.TypedChoiceField(label=_("Tahap"), coerce=int)
    held_on = forms.DateField(label=_("Tanggal"), widget=DAY)
    place = forms.CharField(label=_("Tempat"), max_length=200)
    note = long_text(_("Catatan"), required=False)

    def __init__(self, *args: Any, stages: list[Stage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [(one.stage, f"{one.stage}. {said(one.title)}") for one in stages]


class WorkshopNotesForm(forms.Form):
    """Where it is, what is noted, what was seen in the field."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.CharField(label=_("Tempat"), max_length=200)
    note = long_text(_("Catatan"), required=False)
    visit_note = long_text(_("Hasil kunjungan lapangan"), required=False)


class ParticipantForm(forms.Form):
    """An institution that takes part; no person is named."""

    kind = forms.ChoiceField(label=_("Jenis lembaga"))
    opd_id = forms.TypedChoiceField(
        label=_("OPD"), coerce=int, empty_value=None, required=False, help_text=_("Hanya bila jenisnya OPD.")
    )
    institution = forms.CharField(
        label=_("Nama lembaga"),
        max_length=160,
        required=False,
        help_text=_("Nama desa, BUMD, kampus, atau komunitas; bukan nama orang."),
    )
    role = forms.CharField(label=_("Peran"), max_length=120, required=False)
    group = forms.ChoiceField(label=_("Kelompok"), required=False)

    def __init__(self, *args: Any, stage: Stage, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (code.value, said(label)) for code, label in INSTITUTION_LABELS.items()
        ]
        self.fields["opd_id"].choices = [("", "–"), *opds]
        self.fields["group"].choices = [("", "–"), *stage.groups]


class CommitmentForm(forms.Form):
    """The words that are signed."""

    text = long_text(_("Isi komitmen"), rows=8)


class SignForm(forms.Form):
    """A name under it."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=120, help_text=_("Diketik sendiri oleh yang menandatangani.")
    )
    title = forms.CharField(label=_("Jabatan"), max_length=120)


class SettleForm(forms.Form):
    """What was done about a remark."""

    settlement = long_text(_("Yang dilakukan"))


class CandidateForm(forms.Form):
    """A programme that a group proposes."""

    dimension = forms.ChoiceField(
        label=_("Dimensi"), choices=[("", _("Pilih dimensi")), *DIMENSION_LABELS.items()]
    )
    sub_dimension = forms.ChoiceField(
        label=_("Sub dimensi"),
        required=False,
        choices=[("", "–"), *((sub.code, f"{DIMENSION_LABELS[sub.dimension]}: {sub.label}") for sub in SUB_DIMENSIONS)],
    )  # fmt: skip
    name = forms.CharField(label=_("Nama program"), max_length=300)
    goal = long_text(_("Sasaran"), rows=2, required=False)
    place = forms.CharField(label=_("Lokasi"), max_length=300, required=False)

    def __init__(self, *args: Any, plan: Plan, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class QuickWinSheetForm(CandidateForm):
    """A quick win that a group proposes."""

    service = forms.CharField(label=_("Layanan yang dipertajam"), max_length=300)
    sharpening = long_text(_("Yang dipertajam"), rows=2, required=False)
    contact = forms.CharField(label=_("Manfaat langsung bagi warga"), max_length=300)


class RoadmapForm(forms.Form):
    """Which years a programme takes."""

    programme_id = forms.TypedChoiceField(label=_("Program"), coerce=int)
    horizon = forms.ChoiceField(label=_("Periode"), widget=forms.RadioSelect)
    start_year = forms.IntegerField(label=_("Mulai tahun"), min_value=2000, max_value=2100, required=False)
    end_year = forms.IntegerField(label=_("Sampai tahun"), min_value=2000, max_value=2100, required=False)

    def __init__(self, *args: Any, plan: Plan, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Programme.objects.filter(plan=plan).values_list("pk", "code", "name")
        self.fields["programme_id"].choices = [
            ("", _("Pilih program")), *((pk, shorten(f"{code} {name}", 90)) for pk, code, name in rows)
        ]  # fmt: skip
        self.fields["horizon"].choices = [(code.value, said(label)) for code, label in HORIZON_LABELS.items()]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class ReviewForm(forms.Form):
    """A remark on a chapter."""

    chapter = forms.ChoiceField(label=_("Bab"))
    text = long_text(_("Catatan"))

    def __init__(self, *args: Any, plan: Plan, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chapter"].choices = [("", _("Pilih bab")), *chapter_choices()]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


SHEET_FORMS: dict[Sheet, type[forms.Form]] = {
    Sheet.READINESS: ReadinessForm,
    Sheet.SWOT: SwotForm,
    Sheet.GAP: GapForm,
    Sheet.KEYWORD: KeywordForm,
    Sheet.CANDIDATE: CandidateForm,
    Sheet.QUICK_WIN: QuickWinSheetForm,
    Sheet.ROADMAP: RoadmapForm,
    Sheet.REVIEW: ReviewForm,
}
# Decided elsewhere: a worksheet knows who writes, and ranks nothing.
LEFT_OUT = ("version", "author_opd_id", "rank", "programme_id")


def sheet_form(
    sheet: Sheet, data: Any, *, plan: Plan, stage: Stage, opds: list[tuple[int, str]], group: str = ""
) -> forms.Form:
    """The form of one row of a worksheet, with its key and the group that writes."""
    form = SHEET_FORMS[sheet](data, plan=plan, opds=opds)
    if sheet is not Sheet.ROADMAP:
        for name in LEFT_OUT:
            form.fields.pop(name, None)
    form.fields["group"] = forms.ChoiceField(
        label=_("Kelompok"), required=False, choices=[("", "–"), *stage.groups], initial=group
    )
    form.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    return form
