"""Forms of the room: shapes and types only; what is allowed is decided by the actions."""

from datetime import date

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from balai.domains.citizen_reports.reference import reference
from balai.domains.citizen_reports.terms import IDENTITY_LABELS, MOST_PHOTOS, TEXT_LIMIT, TYPE_LABELS
from balai.engine.organizations import public as organizations
from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """A list of uploaded files, empty when there are none."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        return [super(ManyFilesField, self).clean(item, initial) for item in data or [] if item]


def place_choices() -> list:
    """Desa and kelurahan under their kecamatan, for one list that works without scripts."""
    choices = [("", _("Pilih desa atau kelurahan"))]
    for kecamatan in organizations.kecamatan_list():
        desa = [(area.code, area.name) for area in organizations.desa_of(kecamatan.code)]
        choices.append((f"Kec. {kecamatan.name}", desa))
    return choices


def category_choices() -> list:
    """Categories under their groups."""
    choices: list = [("", _("Pilihkan untuk saya dari isi laporan"))]
    for group in reference().groups:
        own = [(row.code, row.title) for row in reference().categories.values() if row.group_id == group.code]
        if own:
            choices.append((group.title, own))
    return choices


def _choices(labels: dict) -> list:
    return [(code, _(label)) for code, label in labels.items()]


class IntakeForm(forms.Form):
    """The four steps of a report."""

    text = forms.CharField(
        label=_("Apa yang terjadi?"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": TEXT_LIMIT}),
        help_text=_("Ceritakan dengan kata-kata sendiri. Jangan menulis NIK atau nomor telepon di sini."),
    )
    photos = ManyFilesField(
        label=_("Foto"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": "image/*"}),
    )
    area = forms.CharField(label=_("Desa atau kelurahan"), required=False, widget=forms.Select)
    landmark = forms.CharField(
        label=_("Patokan"),
        required=False,
        max_length=200,
        help_text=_("Misalnya: depan Pasar Bandar, 50 meter ke selatan."),
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    is_home = forms.BooleanField(
        label=_("Ini rumah saya atau rumah orang"),
        required=False,
        help_text=_("Orang lain hanya melihat kira-kira tempatnya, petugas melihat titik yang tepat."),
    )
    category = forms.CharField(label=_("Kategori"), required=False, widget=forms.Select)
    report_type = forms.ChoiceField(
        label=_("Jenis"), choices=_choices(TYPE_LABELS), initial="COMPLAINT", widget=forms.RadioSelect
    )
    identity = forms.ChoiceField(
        label=_("Siapa yang boleh tahu nama Anda?"),
        choices=_choices(IDENTITY_LABELS),
        initial="HIDDEN",
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Nama"), required=False, max_length=120)
    email = forms.EmailField(
        label=_("Surel untuk kabar"), required=False, help_text=_("Setiap perkembangan kami kirim ke sini.")
    )
    phone = forms.CharField(label=_("Nomor telepon"), required=False, max_length=30)
    accused_opd = forms.CharField(
        label=_("Instansi yang dilaporkan"),
        required=False,
        widget=forms.Select,
        help_text=_("Hanya untuk laporan rahasia: instansi ini tidak akan dapat melihatnya."),
    )
    client_key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    same_as = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    kept_photos = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        most = gettext("Paling banyak %(most)d foto. Lokasi dan data kamera di dalam foto kami hapus.")
        self.fields["photos"].help_text = most % {"most": MOST_PHOTOS}
        self.fields["area"].widget.choices = place_choices()
        self.fields["category"].widget.choices = category_choices()
        agencies = [(str(opd.pk), opd.name) for opd in organizations.active_opds(on=today)]
        self.fields["accused_opd"].widget.choices = [("", _("Tidak ada")), *agencies]


# Which field of the form shows a refusal of the action.
_SHOWN_AT = {"place": "area", "location": "area", "code": None}


def show_refusal(form: forms.Form, refusal: Refused) -> None:
    """Put a refusal at the field it belongs to, or at the top of the form."""
    name = _SHOWN_AT.get(refusal.field or "", refusal.field)
    form.add_error(name if name in form.fields else None, said_refusal(refusal))
