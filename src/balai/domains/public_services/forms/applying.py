"""Small forms round the questions of a pack: where, which papers, whom to tell."""

from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

from balai.domains.public_services.wording import told
from balai.engine.organizations import public as organizations
from balai.engine.packs.public import Paper
from balai.foundation.errors import Refused
from balai.kits.ui.words import said_refusal

PAPER_PREFIX = "berkas_"
_ACCEPTED = {"PHOTO": "image/*", "PHOTO_OR_PDF": "image/*,application/pdf"}


def place_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Desa and kelurahan under their kecamatan."""
    return [
        (f"Kec. {kecamatan.name}", [(area.code, area.name) for area in organizations.desa_of(kecamatan.code)])
        for kecamatan in organizations.kecamatan_list()
    ]


class StartForm(forms.Form):
    """Which village serves: the one on the applicant's identity card."""

    use_required_attribute = False
    area = forms.ChoiceField(
        label=_("Desa atau kelurahan Anda"),
        help_text=_("Seperti tertulis di KTP. Pemerintah desa inilah yang melayani permohonan Anda."),
        error_messages={
            "required": _("Pilih desa atau kelurahan Anda."),
            "invalid_choice": _("Pilih desa atau kelurahan dari daftar."),
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Pilih desa atau kelurahan")), *place_choices()]


class PapersForm(forms.Form):
    """A file per paper that is not there yet. It only draws; the action checks each file."""

    use_required_attribute = False

    def __init__(self, papers: Iterable[Paper], *, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(data={}, files={})
        for paper in papers:
            widget = forms.ClearableFileInput(attrs={"accept": _ACCEPTED.get(paper.kind, "image/*")})
            self.fields[PAPER_PREFIX + paper.code] = forms.FileField(
                label=told(paper.label), help_text=told(paper.help), required=paper.required, widget=widget
            )
        self._errors = forms.utils.ErrorDict()
        for code, message in (faults or {}).items():
            name = PAPER_PREFIX + code
            place = name if name in self.fields else NON_FIELD_ERRORS
            self._errors.setdefault(place, forms.utils.ErrorList()).append(message)
        self.cleaned_data = {}

    def full_clean(self) -> None:
        """Nothing: the faults were given."""


class SendForm(forms.Form):
    """The last page: whom to tell, and that it is true."""

    use_required_attribute = False
    contact = forms.CharField(
        label=_("Surel atau nomor telepon untuk kabar"),
        required=False,
        max_length=120,
        help_text=_("Kami memberi tahu setiap kali ada perkembangan. Tidak pernah tampil kepada umum."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_true = forms.BooleanField(
        label=_("Yang saya isi benar, dan saya tahu data ini hanya dipakai untuk layanan ini."),
        error_messages={"required": _("Centang bila isian Anda sudah benar.")},
    )

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at the field it belongs to, or on top."""
        self.add_error(refusal.field if refusal.field in self.fields else None, said_refusal(refusal))
