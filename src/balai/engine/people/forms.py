"""Forms of the back office for accounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User
from .terms import OFFICERS, ROLE_CHOICES


class OfficerForm(forms.ModelForm):
    """A new account, or the place and role of one; what it means is decided by the actions."""

    role = forms.ChoiceField(label=_("Peran"), choices=[pair for pair in ROLE_CHOICES if pair[0] in OFFICERS])

    class Meta:
        model = User
        fields = ["email", "full_name", "phone", "role", "opd", "area"]
