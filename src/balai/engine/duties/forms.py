"""The form of a new duty: shapes only; what is allowed is decided by the action."""

from datetime import date
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.engine.duties.terms import TEXT_LIMIT, TITLE_LIMIT
from balai.engine.organizations import public as organizations


class DutyForm(forms.Form):
    """What, who, by when. The agencies are those of the day `on`."""

    title = forms.CharField(
        label=_("Apa yang harus selesai"),
        max_length=TITLE_LIMIT,
        help_text=_("Satu kalimat yang hasilnya dapat diperiksa. Terbaca umum: jangan menulis nama warga."),
    )
    holder = forms.TypedChoiceField(
        label=_("Pemegang"),
        coerce=int,
        empty_value=None,
        help_text=_(
            "Satu instansi. Bila ia bukan yang berwenang, ia mengalihkannya dengan alasan yang tercatat."
        ),
    )
    due = forms.DateField(
        label=_("Paling lambat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "Sampai jam kerja hari itu berakhir. Tanggal ini tidak bergeser bila tugas berpindah tangan."
        ),
    )
    text = forms.CharField(
        label=_("Penjelasan untuk pemegang"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hanya dibaca petugas."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = [(opd.pk, opd.name) for opd in organizations.active_opds(on=on)]
        self.fields["holder"].choices = [("", gettext("Pilih instansi")), *offered]
        self.fields["due"].widget.attrs["min"] = on.isoformat()


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    opd = forms.ChoiceField(label=_("Pemegang"), required=False)
    kind = forms.ChoiceField(label=_("Jenis"), required=False)
    tab = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, opds: list[tuple[str, str]], kinds: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd"].choices = [("", gettext("Semua instansi")), *opds]
        self.fields["kind"].choices = [("", gettext("Semua jenis")), *kinds]
