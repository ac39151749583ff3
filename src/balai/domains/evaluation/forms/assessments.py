"""Forms of instruments and assessments: shapes only; what is allowed is decided by the actions."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.evaluation.queries.assessments import Sheet, spoken
from balai.domains.evaluation.rules.checking import shown
from balai.domains.evaluation.rules.definition import Part
from balai.domains.evaluation.rules.levels import level_of, written
from balai.domains.evaluation.rules.yaml_file import MOST_BYTES, read_instrument
from balai.domains.evaluation.terms import REASON_LIMIT
from balai.foundation.errors import Refused
from balai.kits.ui.refusals import refuse
from balai.kits.ui.words import said_refusal


class Shape(forms.Form):
    """A form that can show a refusal at its field."""

    use_required_attribute = False

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at its field, or on top."""
        refuse(self, refusal)


class OpenForm(Shape):
    """Begin an assessment."""

    edition = forms.TypedChoiceField(label=_("Instrumen dan edisi"), coerce=int)
    year = forms.IntegerField(
        label=_("Tahun yang dinilai"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    opd = forms.TypedChoiceField(
        label=_("OPD yang menjawab"),
        coerce=int,
        help_text=_("Yang dinilai, atau yang mengisi atas nama kabupaten."),
    )
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, editions: Iterable[tuple[Any, Any]], opds: Iterable[tuple[Any, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = list(editions)
        self.fields["opd"].choices = list(opds)


class LevelsForm(Shape):
    """The rows of one component: a level and a reason each. Rows are checked all at once, so that no fault hides another."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Sheet, part: Part, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.side, self.rows = now, side, list(part.rows())
        self.fields["version"].initial = now.assessment.version
        for row in self.rows:
            score = now.scores.get((row.code, side))
            level = "" if score is None or score.level is None else written_level(score.level)
            self.fields[f"level-{row.code}"] = self._level(row, level)
            self.fields[f"reason-{row.code}"] = forms.CharField(
                label=_("Alasan"),
                required=False,
                max_length=REASON_LIMIT,
                initial=score.reason if score else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _level(self, row: Part, level: str) -> forms.Field:
        words = self.now.definition.levels.get(row.levels)
        if words:
            choices = [(code, f"{code} · {one.get('label', '')}") for code, one in sorted(words.items())]
            return forms.ChoiceField(
                label=row.label, required=False, choices=[("", "–"), *choices], initial=level
            )
        low, high = shown(self.now.definition.lowest), shown(self.now.definition.highest)
        return forms.CharField(
            label=row.label,
            required=False,
            max_length=20,
            initial=level,
            help_text=_("%(low)s sampai %(high)s") % {"low": low, "high": high},
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )

    def clean(self) -> dict[str, Any]:
        """Every row's level is readable and on the scale."""
        found = super().clean() or {}
        for row in self.rows:
            try:
                level_of(self.now.definition, row, found.get(f"level-{row.code}") or "")
            except Refused as refusal:
                self.add_error(f"level-{row.code}", said_refusal(refusal))
        return found

    def refuse(self, refusal: Refused) -> None:
        """A refusal names a row or its reason."""
        field = refusal.field if refusal.field in self.fields else f"level-{refusal.field}"
        self.add_error(field if field in self.fields else None, said_refusal(refusal))

    def given(self) -> Mapping[str, tuple[str, str]]:
        """Row -> (level, reason), for the action."""
        values = self.cleaned_data
        return {
            row.code: (values[f"level-{row.code}"] or "", values[f"reason-{row.code}"]) for row in self.rows
        }

    def blocks(self) -> list[dict[str, Any]]:
        """What the page shows of each row: its fields, the wordings of its levels, what the other side gave."""
        other = "ASSESSOR" if self.side == "SELF" else "SELF"
        return [
            {
                "row": row,
                "level": self[f"level-{row.code}"],
                "reason": self[f"reason-{row.code}"],
                "words": sorted(self.now.definition.levels.get(row.levels, {}).items()),
                "other": self.now.scores.get((row.code, other)),
                "other_level": spoken(self.now.levels(other).get(row.code)),
            }
            for row in self.rows
        ]


class FilledForm(Shape):
    """A filled sheet comes back."""

    file = forms.FileField(
        label=_("Lembar Excel yang sudah diisi"), widget=forms.FileInput(attrs={"accept": ".xlsx"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReplyForm(Shape):
    """A word about one row."""

    row = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Tanggapan"), max_length=REASON_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )


class OwnForm(Shape):
    """An instrument of one's own: lines in a box, or a file in the format of the shipped ones."""

    code = forms.CharField(
        label=_("Kode instrumen"),
        max_length=20,
        help_text=_("Huruf besar dan garis bawah, misalnya KESIAPAN_DESA."),
    )
    label = forms.CharField(label=_("Nama instrumen"), max_length=120)
    edition = forms.CharField(label=_("Kode edisi"), max_length=20, help_text=_("Misalnya 2026."))
    valid_from = forms.DateField(
        label=_("Berlaku mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    per_opd = forms.BooleanField(label=_("Dinilai untuk tiap OPD"), required=False)
    lowest = forms.CharField(label=_("Nilai terendah"), max_length=10, initial="1")
    highest = forms.CharField(label=_("Nilai tertinggi"), max_length=10, initial="4")
    lines = forms.CharField(
        label=_("Baris"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Satu baris per unsur: kode; uraian; bobot. Jumlah bobot harus 100. Misalnya: A1; Kantor desa tersambung internet; 40"
        ),
    )
    bands = forms.CharField(
        label=_("Predikat"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu baris per predikat: batas bawah; sebutan. Boleh dikosongkan."),
    )
    file = forms.FileField(
        label=_("Atau berkas YAML"),
        required=False,
        help_text=_("Untuk instrumen yang bertingkat; isinya menggantikan baris dan predikat di atas."),
    )
    source = forms.CharField(label=_("Dasar dan sumber"), required=False, max_length=300)

    def clean_file(self) -> Mapping[str, Any] | None:
        """The content of the file."""
        file = self.cleaned_data.get("file")
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Berkas paling besar 200 KB."))
        try:
            return read_instrument(file.read())
        except Refused as refusal:
            raise forms.ValidationError(said_refusal(refusal)) from None

    def clean(self) -> dict[str, Any]:
        """Lines or a file."""
        found = super().clean() or {}
        if not found.get("lines") and not found.get("file") and "file" not in self.errors:
            self.add_error("lines", _("Isi barisnya, atau unggah berkas."))
        return found

    def content(self) -> dict[str, Any]:
        """The edition in the common format."""
        values = self.cleaned_data
        if values.get("file"):
            return {key: value for key, value in values["file"].items() if key not in {"code", "label"}}
        bands = [_cut(line, 2) for line in values["bands"].splitlines() if line.strip()]
        rows = [_cut(line, 3) for line in values["lines"].splitlines() if line.strip()]
        return {
            "scale": {"min": values["lowest"], "max": values["highest"]},
            "total": "100",
            "places": 2,
            "parts": [
                {"code": code, "label": label, "weight": weight or None} for code, label, weight in rows
            ],
            "bands": [{"from": least, "label": label} for least, label in bands],
        }


def _cut(line: str, count: int) -> list[str]:
    parts = [part.strip() for part in line.split(";")]
    return [*parts, "", "", ""][:count]


def written_level(level: Any) -> str:
    """A stored level as it stands in a field."""
    return written(Fraction(level))
