"""Forms of needs: shapes only; what is allowed is decided by the actions."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.needs.actions.stating import Statement
from balai.domains.needs.terms import (
    CRITERION_LABELS,
    JUDGED,
    MOST_PEOPLE,
    STANDING_LABELS,
    STEP_LABELS,
    Criterion,
    Standing,
)
from balai.engine.organizations import public as organizations
from balai.foundation.dimensions import DIMENSION_LABELS, SUB_DIMENSIONS
from balai.kits.ui.words import said

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _area(text: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=text, required=False)


def place_choices() -> list[Any]:
    """Every kecamatan with its desa and kelurahan, in one list that works without scripts."""
    choices: list[Any] = [("", _("Seluruh daerah, atau belum tahu"))]
    for kecamatan in organizations.kecamatan_list():
        desa = [(area.code, area.name) for area in organizations.desa_of(kecamatan.code)]
        choices.append((f"Kec. {kecamatan.name}", [(kecamatan.code, _("Seluruh kecamatan")), *desa]))
    return choices


def dimension_choices() -> list[tuple[str, Any]]:
    return [("", _("Belum tahu")), *DIMENSION_LABELS.items()]


class StateForm(forms.Form):
    """A need, as whoever has it says it."""

    title = forms.CharField(
        label=_("Apa yang dibutuhkan?"),
        max_length=200,
        help_text=_("Satu kalimat, misalnya: angkutan umum yang dapat dinaiki pengguna kursi roda."),
    )
    text = forms.CharField(
        label=_("Mengapa, dan siapa yang merasakannya?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Jangan menulis NIK, nomor telepon, atau nama orang."),
    )
    source = forms.ChoiceField(label=_("Anda menyampaikan sebagai"), widget=forms.RadioSelect)
    source_name = forms.CharField(
        label=_("Nama lembaga"),
        required=False,
        max_length=200,
        help_text=_("Bila Anda warga, kosongkan: nama Anda tidak diperlukan."),
    )
    area = _area(_("Di mana?"))
    dimension = forms.ChoiceField(label=_("Dimensi"), required=False)
    people = forms.IntegerField(
        label=_("Kira-kira menyentuh berapa orang?"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(code, said(label)) for code, label in sources.items()]
        self.fields["source"].initial = next(iter(sources))
        self.fields["area"].choices = place_choices()
        self.fields["dimension"].choices = dimension_choices()

    def statement(self) -> Statement:
        given = dict(self.cleaned_data)
        given.pop("key")
        return Statement(**given)


class WeighForm(forms.Form):
    """The judgement of a need, in five steps per criterion."""

    dimension = forms.ChoiceField(label=_("Dimensi"), required=False)
    sub_dimension = forms.ChoiceField(label=_("Subdimensi"), required=False)
    area = _area(_("Di mana?"))
    people = forms.IntegerField(
        label=_("Orang yang tersentuh"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = place_choices()
        self.fields["dimension"].choices = dimension_choices()
        groups: list[Any] = [("", _("Belum tahu"))]
        for code, label in DIMENSION_LABELS.items():
            groups.append((label, [(sub.code, sub.label) for sub in SUB_DIMENSIONS if sub.dimension == code]))
        self.fields["sub_dimension"].choices = groups
        steps = [("", _("Belum dinilai")), *((str(step), said(label)) for step, label in STEP_LABELS.items())]
        for one in JUDGED:
            self.fields[one.value] = forms.ChoiceField(
                label=said(CRITERION_LABELS[one]), choices=steps, required=False
            )

    def judged(self) -> dict[str, int]:
        """Hundredths by criterion; what was not judged is absent."""
        return {one.value: int(self.cleaned_data[one]) for one in JUDGED if self.cleaned_data[one]}


class DeclineForm(forms.Form):
    code = forms.ChoiceField(label=_("Alasan"))
    text = forms.CharField(
        label=_("Penjelasan"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Dibaca semua orang, juga yang menyampaikannya."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, reasons: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [("", _("Pilih alasan")), *reasons]


class HideForm(forms.Form):
    note = forms.CharField(
        label=_("Mengapa tidak dimuat?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Dibaca pengirimnya lewat kode lacak."),
    )


class AnswerForm(forms.Form):
    programme = forms.ChoiceField(label=_("Program"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Bagian mana dari kebutuhan ini yang dijawab program itu?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = programmes


class DrawForm(forms.Form):
    """A heap of reports becomes a need."""

    title = forms.CharField(label=_("Kebutuhannya"), max_length=200)
    text = forms.CharField(label=_("Uraian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    dimension = forms.ChoiceField(label=_("Dimensi"), required=False)
    category = forms.CharField(widget=forms.HiddenInput)
    area = forms.CharField(widget=forms.HiddenInput, required=False)
    since = forms.DateField(widget=forms.HiddenInput)
    until = forms.DateField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dimension"].choices = dimension_choices()


class SpanForm(forms.Form):
    since = forms.DateField(label=_("Dari"), widget=DAY)
    until = forms.DateField(label=_("Sampai"), widget=DAY)
    least = forms.IntegerField(label=_("Paling sedikit"), min_value=1, max_value=9999, initial=3)
    together = forms.BooleanField(label=_("Gabungkan semua kecamatan"), required=False)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Berkas Excel"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"})
    )


class FollowForm(forms.Form):
    code = forms.CharField(
        label=_("Kode lacak"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class WeightsForm(forms.Form):
    """Weights to try, and to keep."""

    people_full = forms.IntegerField(label=_("Orang yang dihitung penuh"), min_value=1, max_value=MOST_PEOPLE)
    sources_full = forms.IntegerField(label=_("Sumber yang dihitung penuh"), min_value=1, max_value=10_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = {
            one.value: forms.FloatField(label=said(CRITERION_LABELS[one]), min_value=0, max_value=1000)
            for one in Criterion
        }
        self.fields = numbers | self.fields

    def value(self) -> dict[str, Any]:
        """As the parameter keeps it."""
        given = self.cleaned_data
        return {
            "weights": {one.value: given[one] for one in Criterion},
            "people_full": given["people_full"],
            "sources_full": given["sources_full"],
        }


class KeepWeightsForm(forms.Form):
    since = forms.DateField(label=_("Berlaku sejak"), widget=DAY)
    reference = forms.CharField(label=_("Dasar keputusan"), max_length=300, required=False)


def standing_choices() -> list[tuple[str, str]]:
    """What everybody may narrow the inventory by."""
    shown = [one for one in Standing if one not in {Standing.PENDING, Standing.HIDDEN}]
    return [(one.value, said(STANDING_LABELS[one])) for one in shown]
