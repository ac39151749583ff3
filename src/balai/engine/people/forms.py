"""Forms of the back office for accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User
from .rules import lacks
from .terms import MISSING_PLACES, OFFICERS, ROLE_CHOICES, ROLE_LABELS, Role


class OfficerForm(forms.ModelForm):
    """A new account, or the place and role of one; what it means is decided by the actions."""

    role = forms.ChoiceField(label=_("Peran"), choices=[pair for pair in ROLE_CHOICES if pair[0] in OFFICERS])

    class Meta:
        model = User
        fields = ["email", "full_name", "phone", "role", "opd", "area"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "role" in data:
            missing = lacks(
                role=Role(data["role"]), has_opd=bool(data.get("opd")), has_area=bool(data.get("area"))
            )
            if missing:
                self.add_error(missing, MISSING_PLACES[missing])
        return data


class ColleagueForm(forms.Form):
    """What the admin of an agency says of a new colleague; the agency is the admin's own."""

    email = forms.EmailField(label=_("Surel"))
    full_name = forms.CharField(label=_("Nama lengkap"), max_length=150)
    role = forms.TypedChoiceField(
        label=_("Peran"),
        choices=[(role.value, ROLE_LABELS[role]) for role in (Role.FIELD_OFFICER, Role.OPD_ADMIN)],
        coerce=Role,
    )
    phone = forms.CharField(label=_("Telepon"), max_length=20, required=False)
