"""Forms of the room: shapes only; what is allowed is decided by the actions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from balai.domains.residents.actions.books import read_answer
from balai.domains.residents.models import Import
from balai.domains.residents.queries import masked
from balai.domains.residents.rules.cells import day_of
from balai.domains.residents.rules.columns import BY_CODE, RESIDENT, Column, Kind
from balai.domains.residents.terms import LIST_LABELS, PURPOSE_LABELS
from balai.foundation.errors import Refused
from balai.kits.ui.words import said, said_refusal

ACCEPTED = ".xlsx,.xls,.ods,.csv"
SECTIONS: dict[str, tuple[str, ...]] = {
    gettext_noop("Orangnya"): ("nama", "nik", "no_kk", "sex", "tempatlahir", "tanggallahir"),
    gettext_noop("Keluarga"): ("kk_level", "status_kawin", "nama_ayah", "nama_ibu"),
    gettext_noop("Tempat tinggal"): ("alamat", "dusun", "rt", "rw"),
    gettext_noop("Keterangan lain"): (
        "agama_id",
        "pendidikan_kk_id",
        "pekerjaan_id",
        "golongan_darah_id",
        "warganegara_id",
    ),
}
_SHOWN = {code for codes in SECTIONS.values() for code in codes}
RARE = tuple(code for code in RESIDENT if code not in _SHOWN | {"status_dasar"})


def _said(labels: Mapping[str, str]) -> list[tuple[str, Any]]:
    """The choices of a table of labels, in the language of the request."""
    return [(code, _(label)) for code, label in labels.items()]


class Refusable:
    """A form that can show a refusal at its field."""

    def refuse(self, refusal: Refused) -> None:
        field = refusal.field if refusal.field in self.fields else None  # type: ignore[attr-defined]
        self.add_error(field, said_refusal(refusal))  # type: ignore[attr-defined]


class UploadForm(Refusable, forms.Form):
    """A file with people."""

    file = forms.FileField(
        label=_("Berkas"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV; paling besar 20 MB dan 50.000 baris."
        ),
        error_messages={
            "required": _("Pilih berkasnya dahulu."),
            "empty": _("Berkas ini kosong."),
            "missing": _("Pilih berkasnya dahulu."),
            "invalid": _("Berkas tidak sampai. Coba unggah lagi."),
        },
    )


class ListUploadForm(UploadForm):
    """A file with a list of the poor."""

    list_code = forms.ChoiceField(label=_("Daftar"), choices=_said(LIST_LABELS))
    edition = forms.CharField(label=_("Edisi"), max_length=40, help_text=_("Misalnya Triwulan I 2026."))
    valid_from = forms.DateField(
        label=_("Berlaku mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Edisi sebelumnya berakhir sehari sebelumnya."),
    )
    field_order = ["list_code", "edition", "valid_from", "file"]


class PersonForm(Refusable, forms.Form):
    """Somebody's columns. Numbers that are on file are not shown: an empty field leaves them as they are."""

    stamp = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.person = person or {}
        super().__init__(*args, **kwargs)
        for code, column in RESIDENT.items():
            if code != "status_dasar":
                self.fields[code] = self._field(column, self.person.get(code, ""))
        self.fields["nama"].required = True
        self.fields["nama"].error_messages["required"] = _("Nama belum diisi.")

    def _field(self, column: Column, value: str) -> forms.Field:
        shared: dict[str, Any] = {"label": said(column.label), "required": False}
        if column.kind is Kind.CODE:
            return forms.ChoiceField(**shared, choices=[("", "–"), *column.choices.items()], initial=value)
        if column.is_secret:
            held = (
                _("Tersimpan: %(number)s. Isi hanya untuk menggantinya.") % {"number": masked(value)}
                if value
                else ""
            )
            return forms.CharField(**shared, help_text=held, max_length=60)
        if column.kind is Kind.DATE:
            day = day_of(value)
            return forms.CharField(
                **shared,
                initial=f"{day:%d/%m/%Y}" if day else "",
                help_text=_("Tanggal/bulan/tahun."),
                max_length=30,
            )
        return forms.CharField(**shared, initial=value, max_length=column.longest)

    def clean(self) -> dict[str, Any]:
        """Every field that cannot be read is told at once."""
        answers = super().clean() or {}
        for code, column in RESIDENT.items():
            if answers.get(code):
                try:
                    read_answer(column, answers[code])
                except Refused as refusal:
                    self.refuse(refusal)
        return answers

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields that are often needed, by section."""
        return [(said(title), [self[code] for code in codes]) for title, codes in SECTIONS.items()]

    def rare(self) -> list[forms.BoundField]:
        """The others."""
        return [self[code] for code in RARE]

    def answers(self) -> dict[str, str]:
        """What was typed; an empty field of a number that is on file says nothing."""
        return {
            code: value
            for code, value in self.cleaned_data.items()
            if code != "stamp" and (value or not (RESIDENT[code].is_secret and self.person.get(code)))
        }


class PurposeForm(Refusable, forms.Form):
    """Why numbers are looked at in full."""

    purpose = forms.ChoiceField(
        label=_("Untuk keperluan"),
        choices=_said(PURPOSE_LABELS),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keperluannya.")},
    )


class ExportForm(Refusable, forms.Form):
    """The register as Excel: masked, or in full with a reason."""

    how = forms.ChoiceField(
        label=_("Nomor dalam berkas"),
        choices=[
            ("masked", _("Disamarkan (cukup untuk rapat dan rekap)")),
            ("full", _("Lengkap, dengan alasan tercatat")),
        ],
        widget=forms.RadioSelect,
        initial="masked",
    )
    purpose = forms.ChoiceField(
        label=_("Keperluan"), choices=[("", "–"), *_said(PURPOSE_LABELS)], required=False
    )
    reason = forms.CharField(
        label=_("Alasan"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hanya untuk berkas lengkap. Alasan dan nama Anda dicatat."),
    )  # fmt: skip


class StatusForm(Refusable, forms.Form):
    """Somebody died, moved, or came back."""

    status = forms.CharField()
    on = forms.DateField(
        label=_("Tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def column_choices(made: Import) -> list[tuple[str, str]]:
    """What a column of a file may mean."""
    return [("", _("– jangan diimpor –")), *((code, said(c.label)) for code, c in BY_CODE[made.kind].items())]
