"""Forms of the room: shapes only; what is allowed is decided by the actions."""

from datetime import date
from typing import Any

from django import forms

from balai.engine.ledger import public as ledger
from balai.engine.organizations import public as organizations
from balai.engine.packs.public import ValueSpec
from balai.foundation.errors import Refused

YES_NO = [("true", "Ya"), ("false", "Tidak")]


class RefusingForm(forms.Form):
    """A form that can show a refusal at its field."""

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at the field it names, or on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.message)


class PackForm(RefusingForm):
    """A signed pack."""

    file = forms.FileField(
        label="Berkas paket (.zip)", help_text="Ekspor bertanda tangan dari daerah asal, paling besar 4 MB."
    )


class UsageForm(RefusingForm):
    """Counts of use of another region."""

    file = forms.FileField(
        label="Berkas hitungan (.json)", help_text="Dikirim daerah yang memakai layanan Anda."
    )


class KeyForm(RefusingForm):
    """A key of another region."""

    key = forms.CharField(
        label="Kunci publik",
        max_length=120,
        help_text="64 angka dan huruf; cocokkan lewat jalur lain, misalnya telepon.",
    )
    owner = forms.CharField(label="Milik", max_length=120, help_text="Daerah atau instansi pemilik kunci.")
    checked_how = forms.CharField(
        label="Bagaimana dicocokkan?",
        max_length=200,
        help_text="Misalnya: dibacakan lewat telepon kantor Diskominfo.",
    )


class ValueForm(RefusingForm):
    """One answer of the region: the value, the rule it stands on, and from when it holds."""

    def __init__(self, *args: Any, spec: ValueSpec, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field(spec, today)
        self.fields["value"].label = spec.label.id
        self.fields["value"].required = not spec.may_be_empty and spec.type != "BOOLEAN"
        self.fields["legal_reference"] = forms.CharField(
            label="Dasar hukum",
            max_length=300,
            help_text="Peraturan dan pasalnya, misalnya: Perbup 12/2026 Pasal 4. Tanpa dasar hukum, jawaban tidak dihitung.",
        )
        self.fields["valid_from"] = forms.DateField(
            label="Berlaku sejak",
            initial=today,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )


def answer_of(spec: ValueSpec, cleaned: Any) -> Any:
    """What a cleaned field says, in the types of values; None where it was left empty."""
    if cleaned in (None, "", []):
        return None
    if spec.type == "BOOLEAN":
        return cleaned == "true"
    return cleaned.isoformat() if isinstance(cleaned, date) else cleaned


def shown(spec: ValueSpec, value: Any) -> Any:
    """The value as its field begins with it."""
    return str(value).lower() if spec.type == "BOOLEAN" and value is not None else value


def _field(spec: ValueSpec, today: date) -> forms.Field:
    choices = [(choice.code, choice.label.id) for choice in spec.choices]
    match spec.type:
        case "MONEY" | "INTEGER":
            return forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}))
        case "BOOLEAN":
            return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)
        case "CHOICE":
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        case "CHOICES":
            return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        case "OPD":
            opds = [(opd.code, opd.name) for opd in organizations.active_opds(on=today)]
            return forms.ChoiceField(choices=[("", "Pilih instansi"), *opds])
        case "ACCOUNT":
            known = ", ".join(f"{row.code} {row.name}" for row in ledger.accounts(today.year)[:8])
            missing = (
                "Belum ada rekening tahun ini: tulis kodenya, pengelola keuangan membukanya di halaman Kas."
            )
            help_text = f"Rekening yang terbuka: {known}." if known else missing
            return forms.CharField(max_length=40, help_text=help_text)
        case "DATE":
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        case _:
            return forms.CharField(max_length=400)
