"""Who signs from when to when: shapes only; what is allowed is decided by the action."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DelegationForm(forms.Form):
    """The head lets somebody sign while away, or a new head takes over."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("Penunjukan"),
        widget=forms.RadioSelect,
        choices=[("DELEGATE", _("Mewakili sementara")), ("HEAD", _("Kepala yang baru"))],
        initial="DELEGATE",
    )
    user = forms.ChoiceField(label=_("Siapa"))
    position = forms.CharField(
        label=_("Jabatan dalam surat"), max_length=80, help_text=_("Misalnya: Sekretaris Desa.")
    )
    valid_from = forms.DateField(
        label=_("Mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("Sampai"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Pelimpahan sementara berakhir sendiri sesudah tanggal ini."),
    )
    reason = forms.CharField(
        label=_("Alasan"), max_length=160, required=False, help_text=_("Misalnya: kepala desa cuti.")
    )

    def __init__(self, *args: object, colleagues: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["user"].choices = [("", _("Pilih rekan")), *colleagues]  # type: ignore[attr-defined]
