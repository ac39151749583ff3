"""Forms of maturity: a sheet of rows with their levels in words, and the "what if" of the index."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.domains.innovations.models import IgaAnswer
from balai.domains.innovations.rules.iga import Edition, Line

NOTE_LIMIT = 1000


class SheetForm(forms.Form):
    """The owner's own levels: per row a level in the words of the edition, or a basis with its amount, and a note."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rules: Edition, lines: Sequence[Line], known: Mapping[str, IgaAnswer], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.lines, self.rules = lines, rules
        for line in lines:
            answer = known.get(line.code)
            self._measured(line, answer) if line.measured_by else self._levelled(line, answer)
            self.fields[f"note_{line.code}"] = forms.CharField(
                label=_("Catatan"),
                required=False,
                max_length=NOTE_LIMIT,
                initial=answer.note if answer else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _levelled(self, line: Line, answer: IgaAnswer | None) -> None:
        words = [(0, gettext("Belum ada")), *enumerate(line.levels, 1)]
        self.fields[f"level_{line.code}"] = forms.TypedChoiceField(
            label=f"{line.code} {line.label}",
            coerce=int,
            choices=[(number, f"{number} · {word}") for number, word in words],
            initial=answer.level if answer else 0,
            widget=forms.RadioSelect,
        )

    def _measured(self, line: Line, answer: IgaAnswer | None) -> None:
        bases = self.rules.bases.get(line.measured_by, ())
        names = [(one.code, f"{one.code} · {one.label} ({one.unit}): {_ranges(one.levels)}") for one in bases]
        self.fields[f"basis_{line.code}"] = forms.ChoiceField(
            label=f"{line.code} {line.label}",
            choices=[("", gettext("Belum diukur")), *names],
            required=False,
            initial=answer.basis if answer else "",
            widget=forms.RadioSelect,
        )
        self.fields[f"amount_{line.code}"] = forms.DecimalField(
            label=_("Angkanya"),
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            localize=True,
            initial=answer.amount if answer else None,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def rows(self) -> Iterator[tuple[Line, list[BoundField], BoundField]]:
        """Each row with its fields, the note apart."""
        for line in self.lines:
            names = (
                [f"basis_{line.code}", f"amount_{line.code}"] if line.measured_by else [f"level_{line.code}"]
            )
            yield line, [self[name] for name in names], self[f"note_{line.code}"]

    def given(self) -> dict[str, dict[str, Any]]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            line.code: {
                key: data.get(f"{key}_{line.code}")
                for key in (("basis", "amount", "note") if line.measured_by else ("level", "note"))
            }
            for line in self.lines
        }


class VerifyForm(forms.Form):
    """The verified levels beside the owner's, for the rows that the owner claims."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, lines: Sequence[Line], known: Mapping[str, IgaAnswer], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.lines = [line for line in lines if line.code in known]
        for line in self.lines:
            answer = known[line.code]
            self.fields[f"level_{line.code}"] = forms.TypedChoiceField(
                label=f"{line.code} {line.label}",
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", gettext("Belum diperiksa")), *((number, str(number)) for number in range(4))],
                initial="" if answer.verified_level is None else answer.verified_level,
            )
            self.fields[f"note_{line.code}"] = forms.CharField(
                label=_("Alasan bila lebih rendah"),
                required=False,
                max_length=NOTE_LIMIT,
                initial=answer.verified_note,
            )

    def rows(self) -> Iterator[tuple[Line, BoundField, BoundField]]:
        """Each row with its level and its note."""
        for line in self.lines:
            yield line, self[f"level_{line.code}"], self[f"note_{line.code}"]

    def given(self) -> dict[str, dict[str, Any]]:
        """What the action takes."""
        data = self.cleaned_data
        return {
            line.code: {"level": data[f"level_{line.code}"], "note": data[f"note_{line.code}"]}
            for line in self.lines
        }


class WhatIfForm(forms.Form):
    """Other numbers in the same formula."""

    spd = forms.DecimalField(
        label=_("Skor pemerintahan daerah"), min_value=0, max_digits=6, decimal_places=2, localize=True
    )
    n = forms.IntegerField(label=_("Jumlah inovasi"), min_value=0, max_value=2000)
    sid = forms.DecimalField(
        label=_("Rata-rata kematangan"), min_value=0, max_digits=6, decimal_places=2, localize=True
    )
    urusan = forms.IntegerField(label=_("Urusan pelayanan dasar terisi"), min_value=0, max_value=6)


def _ranges(levels: Sequence[tuple[Decimal, Decimal | None]]) -> str:
    def said(number: Decimal) -> str:
        return f"{number}".replace(".", ",")

    def one(low: Decimal, high: Decimal | None) -> str:
        if high is None:
            return f"≥ {said(low)}"
        return said(low) if low == high else f"{said(low)}–{said(high)}"

    joined = gettext("taraf 1, 2, 3")
    return f"{joined}: " + "; ".join(one(low, high) for low, high in levels)
