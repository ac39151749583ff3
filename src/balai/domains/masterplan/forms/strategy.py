"""Forms of readiness and strategy: shapes only; what is allowed is decided by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.masterplan.models import Plan, Programme, SwotEntry
from balai.domains.masterplan.queries.readiness import rubric
from balai.domains.masterplan.terms_strategy import (
    ELEMENT_LABELS,
    INNER,
    MARK_LABELS,
    QUADRANT_LABELS,
    Thing,
)
from balai.foundation.dimensions import DIMENSION_LABELS
from balai.foundation.text import shorten
from balai.kits.ui.words import said


def long_text(label: Any, *, rows: int = 3, **more: Any) -> forms.CharField:
    """A text of some lines; how long it may be is decided by the act."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class StrategyForm(forms.Form):
    """What all things of the strategy have in common."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan, opds: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["source"] = forms.CharField(label=_("Sumber"), max_length=300, required=False)
        self.fields["author_opd_id"] = forms.TypedChoiceField(
            label=_("Ditulis oleh"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _("Perencana")), *opds],
        )

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def _dimension() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Dimensi"), required=False, choices=[("", _("Semua dimensi")), *DIMENSION_LABELS.items()]
    )


def _labels(labels: dict[Any, str]) -> list[tuple[str, str]]:
    return [(code.value, said(label)) for code, label in labels.items()]


class ReadinessForm(StrategyForm):
    """A mark for a criterion."""

    criterion = forms.ChoiceField(label=_("Butir penilaian"))
    mark = forms.ChoiceField(label=_("Nilai"), widget=forms.RadioSelect)
    reason = long_text(_("Alasan dan bukti"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [(one.code, f"{one.code} {one.text}") for one in rubric()]
        self.fields["mark"].choices = _labels(MARK_LABELS)


class SwotForm(StrategyForm):
    """An entry of the SWOT."""

    quadrant = forms.ChoiceField(label=_("Kotak"), widget=forms.RadioSelect)
    text = long_text(_("Butir"))
    dimension = _dimension()
    rank = forms.IntegerField(
        label=_("Peringkat"), min_value=0, max_value=99, required=False, help_text=_("1 tampil paling atas.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quadrant"].choices = _labels(QUADRANT_LABELS)


class TowsForm(StrategyForm):
    """A pair and what it makes of itself."""

    inner_id = forms.TypedChoiceField(label=_("Kekuatan atau kelemahan"), coerce=int)
    outer_id = forms.TypedChoiceField(label=_("Peluang atau ancaman"), coerce=int)
    text = long_text(_("Strategi"))
    dimension = _dimension()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entries = SwotEntry.objects.filter(plan=self.plan, removed_at=None).order_by("quadrant", "rank", "pk")
        told = [(one, f"{one.get_quadrant_display()}: {shorten(one.text, 90)}") for one in entries]
        self.fields["inner_id"].choices = [(one.pk, text) for one, text in told if one.quadrant in INNER]
        self.fields["outer_id"].choices = [(one.pk, text) for one, text in told if one.quadrant not in INNER]


class GapForm(StrategyForm):
    """From where to where, and what closes it."""

    now = long_text(_("Keadaan sekarang"))
    wanted = long_text(_("Keadaan yang dituju"))
    lacks = long_text(_("Yang kurang"), required=False)
    closing = long_text(_("Yang menutupnya"), required=False)
    dimension = _dimension()
    element = forms.ChoiceField(label=_("Elemen kesiapan"), required=False)
    programme_id = forms.TypedChoiceField(
        label=_("Program yang menutupnya"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["element"].choices = [("", "–"), *_labels(ELEMENT_LABELS)]
        rows = Programme.objects.filter(plan=self.plan).values_list("pk", "code", "name")
        self.fields["programme_id"].choices = [
            ("", _("Belum ada")), *((pk, shorten(f"{code} {name}", 90)) for pk, code, name in rows)
        ]  # fmt: skip


class VisionForm(StrategyForm):
    """The vision."""

    text = long_text(_("Visi"))


class MissionForm(StrategyForm):
    """A mission and its indicators."""

    number = forms.IntegerField(label=_("Nomor urut"), min_value=1, max_value=99)
    text = long_text(_("Misi"))
    rpjmd_link = forms.CharField(label=_("Kaitan RPJMD"), max_length=300, required=False)
    series = forms.CharField(
        label=_("Indikator tahunan"),
        required=False,
        help_text=_("Kode indikator, dipisah koma. Misalnya: MACRO.IPM, MACRO.POVERTY"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.initial.get("series"), list):
            self.initial["series"] = ", ".join(self.initial["series"])

    def clean_series(self) -> list[str]:
        """Codes, one by one."""
        return [code.strip() for code in self.cleaned_data["series"].split(",") if code.strip()]


class KeywordForm(StrategyForm):
    """A word that the vision must carry."""

    text = forms.CharField(label=_("Kata kunci"), max_length=80)


FORMS: dict[Thing, type[StrategyForm]] = {
    Thing.READINESS: ReadinessForm,
    Thing.SWOT: SwotForm,
    Thing.TOWS: TowsForm,
    Thing.GAP: GapForm,
    Thing.VISION: VisionForm,
    Thing.MISSION: MissionForm,
    Thing.KEYWORD: KeywordForm,
}


class ReasonForm(forms.Form):
    """Why."""

    reason = long_text(_("Alasan"))
