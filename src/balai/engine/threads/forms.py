"""Forms of threads: shapes only; what is allowed is decided by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balai.engine.threads.terms import WHY_LIMIT, Direction

# Between kind and id in the value of a choice.
MARK = ":"


class TieForm(forms.Form):
    """Which end, in which direction, and why. `ends` are the choices that a search gave: (value, label)."""

    direction = forms.ChoiceField(
        label=_("Arahnya"),
        choices=[
            (Direction.AFTER.value, _("ini menghasilkan yang dipilih")),
            (Direction.BEFORE.value, _("ini berasal dari yang dipilih")),
        ],
        widget=forms.RadioSelect,
        initial=Direction.AFTER.value,
    )
    end = forms.ChoiceField(label=_("Dihubungkan dengan"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Alasannya"),
        max_length=WHY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Satu kalimat yang dapat diperiksa orang lain, misalnya: usulan Musrenbang 2026 nomor 14."
        ),
    )

    def __init__(self, *args: Any, ends: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].choices = ends

    def chosen(self) -> tuple[str, str]:
        """(kind, id) of the other end."""
        kind, _mark, number = self.cleaned_data["end"].partition(MARK)
        return kind, number


class CutForm(forms.Form):
    """Why a link is wrong."""

    reason = forms.CharField(
        label=_("Mengapa hubungan ini keliru"), max_length=WHY_LIMIT, widget=forms.Textarea(attrs={"rows": 2})
    )
