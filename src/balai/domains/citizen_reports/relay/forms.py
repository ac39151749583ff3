"""Forms of relaying: shapes only; what is allowed is decided by the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.domains.citizen_reports.models_peers import Body
from balai.domains.citizen_reports.relay.actions.bodies import Settings
from balai.domains.citizen_reports.relay.rules.routes import write_routes


class BodyForm(forms.Form):
    """A body: where it is reached, with which key, and which report goes there under which service."""

    name = forms.CharField(
        label=_("Nama badan"), max_length=120, help_text=_("Terlihat umum, misalnya: DPU Provinsi.")
    )
    endpoint = forms.CharField(
        label=_("Alamat Open311 mereka"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
        help_text=_("Kosongkan bila badan itu hanya mengirim kepada kita."),
    )
    jurisdiction = forms.CharField(
        label=_("Kode yurisdiksi mereka"),
        required=False,
        max_length=80,
        help_text=_("Bila mereka memintanya."),
    )
    key = forms.CharField(
        label=_("Kunci API dari mereka"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Disimpan tersandi dan tidak pernah ditampilkan. Kosongkan agar yang ada tetap dipakai."),
    )
    routes = forms.CharField(
        label=_("Laporan mana ke layanan mana"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "Satu baris satu aturan: kategori; wilayah; kode layanan di sana; usulkan bila. Kosong berarti semua. Contoh: "
            "JLN01; ; JALAN-PROVINSI; jalan provinsi, pantura"
        ),
    )
    hosts = forms.CharField(
        label=_("Host foto mereka"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("Foto yang mereka kirim sebagai alamat hanya diambil dari host ini, satu per baris."),
    )
    is_active = forms.BooleanField(label=_("Aktif: kirim dan tanyakan kabar"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def settings(self) -> Settings:
        """What the action takes."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Settings(**given)


def initial_of(body: Body) -> dict[str, object]:
    """The present settings, without the key."""
    return {
        "name": body.name,
        "endpoint": body.endpoint,
        "jurisdiction": body.jurisdiction,
        "routes": write_routes(body.routes),
        "hosts": "\n".join(body.media_hosts),
        "is_active": body.is_active,
        "version": body.version,
    }
